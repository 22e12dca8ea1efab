package io.sessionfold.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;

/** What a Kafka that serves one small machine is set to; every value that is not Kafka's own default has its reason beside it. */
final class BrokerSettings {
    static final int NODE_ID = 1;

    private static final String INTERNAL_TOPIC_PARTITIONS = "4";

    private BrokerSettings() {}

    /**
     * The node's configuration.
     *
     * @param data the formatted directory
     * @param overrides settings that replace or join these
     * @throws org.apache.kafka.common.config.ConfigException if an override is not valid
     */
    static KafkaConfig of(Path data, ListenerSockets sockets, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>();
        identity(settings, data, sockets);
        oneBroker(settings);
        smallMachine(settings);
        nothingIsForgotten(settings);
        quickToReact(settings);
        settings.putAll(overrides);
        return new KafkaConfig(settings, false);
    }

    private static void identity(Map<String, String> settings, Path data, ListenerSockets sockets) {
        String broker = ListenerSockets.HOST + ":" + sockets.brokerPort();
        String controller =
                ListenerSockets.HOST + ":" + sockets.controllerAddress().getPort();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", data.toString());
        settings.put(
                "listeners",
                "%s://%s,%s://%s".formatted(ListenerSockets.BROKER, broker, ListenerSockets.CONTROLLER, controller));
        settings.put("advertised.listeners", ListenerSockets.BROKER + "://" + broker);
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("controller.listener.names", ListenerSockets.CONTROLLER);
        settings.put("inter.broker.listener.name", ListenerSockets.BROKER);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        // A misspelt topic is an error, not a new topic with the wrong partition count.
        settings.put("auto.create.topics.enable", "false");
    }

    private static void oneBroker(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // Each of the default 50 partitions is a directory with open files, to be recovered one by one after a kill.
        settings.put("offsets.topic.num.partitions", INTERNAL_TOPIC_PARTITIONS);
        settings.put("transaction.state.log.num.partitions", INTERNAL_TOPIC_PARTITIONS);
        settings.put("share.coordinator.state.topic.num.partitions", INTERNAL_TOPIC_PARTITIONS);
    }

    private static void smallMachine(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "2");
        settings.put("share.coordinator.threads", "1");
        // The cleaner takes its whole buffer from the heap at start, by default 128 MiB. A key takes 24 bytes and the
        // buffer is filled to 90 %, so 8 MiB compact 314,000 keys in one pass; more keys take more passes.
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        // Index files are reserved in full; 2 MiB index the whole of a 1 GiB segment at one entry per 4 KiB.
        settings.put("log.index.size.max.bytes", String.valueOf(2 << 20));
    }

    private static void nothingIsForgotten(Map<String, String> settings) {
        settings.put("log.retention.ms", "-1");
        // A stack that slept for longer than the default week must find its committed offsets, or it would begin anew.
        settings.put("offsets.retention.minutes", String.valueOf(Integer.MAX_VALUE));
    }

    private static void quickToReact(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "100");
        // For group.protocol=streams the broker, not the client, decides how fast a crash is noticed; by default it
        // allows no less than 45 s.
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.min.session.timeout.ms", "1000");
        settings.put("group.streams.session.timeout.ms", "10000");
        settings.put("group.streams.min.heartbeat.interval.ms", "100");
        settings.put("group.streams.heartbeat.interval.ms", "1000");
        // After a kill the controller waits for this long before the broker may come back under its own name; the
        // default is 9 s.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // What a killed engine had open holds up every partition that it wrote to until it is aborted. A broker looks
        // for
        // transactions that timed out every 10 s by default, and so adds up to that to their timeout.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // Kafka would wait for ever for a start that cannot succeed.
        settings.put("server.max.startup.time.ms", "60000");
    }
}
