package io.sessionfold.local.demo;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.load.EventLoader;
import io.sessionfold.engine.load.Load;
import io.sessionfold.engine.load.LoadProgress;
import io.sessionfold.engine.load.LoadTopics;
import io.sessionfold.engine.load.TraceEvents;
import io.sessionfold.local.LocalInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The rate that the engine's is compared with: the same events through a Kafka Streams processor that only gets, puts and
 * forwards, loaded and timed the same way, with the engine's own commit interval, threads and producer settings.
 */
final class Baseline {

    private static final String NAME = "sessionfold-baseline";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long PAUSE_NS = 10_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalInstance instance;
    private final String name;
    private final AtomicLong processed = new AtomicLong();

    Baseline(LocalInstance instance) {
        this.instance = instance;
        // Topics that a killed run left behind are not mistaken for this one's.
        this.name = NAME + "-" + ProcessHandle.current().pid();
    }

    double eventsPerSecond(TraceEvents.Plan plan) {
        String input = name + "-events";
        String output = name + "-out";
        try (Admin admin = Admin.create(instance.clients())) {
            create(admin, List.of(input, output));
            KafkaStreams streams = new KafkaStreams(topology(input, output), properties());
            try {
                streams.start();
                await(() -> streams.state() == KafkaStreams.State.RUNNING);
                long startedNs = System.nanoTime();
                load(plan, input);
                await(() -> processed.get() >= plan.sessionEvents().size());
                return plan.sessionEvents().size() / ((System.nanoTime() - startedNs) / NANOS_PER_SECOND);
            } finally {
                streams.close();
                streams.cleanUp();
                delete(admin);
            }
        }
    }

    private Topology topology(String input, String output) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "input",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        input)
                .addProcessor("get-put-forward", () -> new BaselineProcessor(processed), "input")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(BaselineProcessor.STORE),
                                Serdes.ByteArray(),
                                Serdes.ByteArray()),
                        "get-put-forward")
                .addSink("output", output, new ByteArraySerializer(), new ByteArraySerializer(), "get-put-forward");
    }

    private Properties properties() {
        Settings settings = instance.settings();
        Path state = settings.streams().stateDir().resolveSibling(NAME);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, instance.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streams().threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.streams().commitIntervalMs());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        return properties;
    }

    private void load(TraceEvents.Plan plan, String topic) {
        EventLoader loader = new EventLoader(
                new LoadTopics(topic, topic),
                instance.clients(),
                instance.engine().registry(),
                true,
                System::nanoTime);
        loader.send(
                new Load(
                        name,
                        OptionalLong.of(plan.sessionEvents().size()),
                        plan.sessionEvents().iterator()),
                Double.POSITIVE_INFINITY,
                LoadProgress.SILENT);
    }

    private void create(Admin admin, List<String> topics) {
        int partitions = instance.settings().topics().partitions();
        done(() -> admin.createTopics(topics.stream()
                        .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()))
                        .toList())
                .all()
                .get());
    }

    /** Also what a killed run left behind. */
    private static void delete(Admin admin) {
        done(() -> {
            List<String> ours = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(NAME))
                    .toList();
            return admin.deleteTopics(ours).all().get();
        });
    }

    private static void await(Condition condition) {
        long startedNs = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - startedNs > PATIENCE.toNanos()) {
                throw new DemoException("Expected the bare processor to be done within %d s, but it was not"
                        .formatted(PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private static void done(Call call) {
        try {
            call.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("Interrupted while waiting for Kafka");
        } catch (ExecutionException e) {
            throw new DemoException(
                    "Expected Kafka to make room for the bare processor, but it refused: " + e.getCause());
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    @FunctionalInterface
    private interface Call {
        Object ask() throws InterruptedException, ExecutionException;
    }
}
