package io.sessionfold.tests.live;

import io.sessionfold.engine.app.TopicCatalog;
import io.sessionfold.engine.app.TopicSpec;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.topology.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** A broker and a registry with the topics of the contract, and the settings of an engine on them. */
public final class LiveCluster implements AutoCloseable {

    private static final short ONE_COPY = 1;

    private final KafkaStack stack;

    private LiveCluster(KafkaStack stack) {
        this.stack = stack;
    }

    /**
     * Starts a cluster on an empty folder and makes its topics.
     *
     * @param eventsConfig what the events topic has beside the contract's configuration, or instead of it
     */
    public static LiveCluster start(Path folder, int partitions, Map<String, String> eventsConfig) {
        return on(KafkaStack.embedded(folder), partitions, eventsConfig);
    }

    /** Makes the topics on an empty stack, which is closed with the cluster. */
    public static LiveCluster on(KafkaStack stack, int partitions, Map<String, String> eventsConfig) {
        LiveCluster cluster = new LiveCluster(stack);
        cluster.createTopics(partitions, eventsConfig);
        return cluster;
    }

    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    public String registryUrl() {
        return stack.registryUrl();
    }

    /** An administrator's client; to be closed. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
    }

    /** The settings of an engine on this cluster that commits and looks for what is due every few milliseconds. */
    public Settings settings(Path stateDir, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(flags(stateDir));
        flags.putAll(more);
        return Settings.of(flags);
    }

    /** The same, by their names. */
    public Map<String, String> flags(Path stateDir) {
        return Map.of(
                SettingNames.BOOTSTRAP_SERVERS,
                stack.bootstrapServers(),
                SettingNames.REGISTRY_URL,
                stack.registryUrl(),
                SettingNames.STATE_DIR,
                stateDir.toString(),
                SettingNames.REPLICATION_FACTOR,
                Short.toString(ONE_COPY),
                SettingNames.STANDBY_REPLICAS,
                "0",
                SettingNames.COMMIT_INTERVAL_MS,
                "20",
                SettingNames.TIMER_TICK_MS,
                "10");
    }

    @Override
    public void close() {
        stack.close();
    }

    /** What a future of Kafka's comes to; a failure is the test's. */
    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("Expected Kafka to do as it is asked, but it did not", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for Kafka", interrupted);
        }
    }

    private void createTopics(int partitions, Map<String, String> eventsConfig) {
        List<NewTopic> topics = new ArrayList<>();
        for (TopicSpec spec : TopicCatalog.all()) {
            Map<String, String> config = new HashMap<>(spec.config());
            if (spec.name().equals(Topics.EVENTS)) {
                config.putAll(eventsConfig);
            }
            topics.add(new NewTopic(spec.name(), spec.partitioned() ? partitions : 1, ONE_COPY).configs(config));
        }
        try (Admin admin = admin()) {
            await(admin.createTopics(topics).all());
        }
    }
}
