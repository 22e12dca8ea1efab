package io.sessionfold.engine.app;

import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Cleanup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a cluster may have compacted away by now, by the configuration of its topics; it changes nothing. */
public final class TopicCleanup {

    private static final int PATIENCE_MS = 10_000;
    private static final List<String> COMPACTED = List.of(Topics.SESSIONS_CHANGED, Topics.APPLICATIONS_CHANGED);

    private TopicCleanup() {}

    /**
     * Asks the cluster.
     *
     * @param clientProperties how Kafka is reached, by its clients' own names
     * @throws StartException if it does not answer
     * @throws LogException if it does not have the topics
     */
    public static Cleanup of(Map<String, Object> clientProperties, long nowMs) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        List<ConfigResource> topics = COMPACTED.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (Admin admin = Admin.create(properties)) {
            Map<String, Long> compactedBeforeMs = new HashMap<>();
            admin.describeConfigs(topics).all().get().forEach((topic, config) -> {
                if (value(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                    long lagMs = Long.parseLong(value(config, TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG));
                    compactedBeforeMs.put(topic.name(), nowMs - lagMs);
                }
            });
            return new Cleanup(compactedBeforeMs);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw LogException.missing("Expected the topics " + COMPACTED
                        + " to be there, but one is not; `topics` says which topics there should be");
            }
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? "" : entry.value();
    }

    private static StartException unreachable(Throwable cause) {
        return StartException.unreachable(
                "Expected Kafka to tell how it keeps the topics of changes, but it did not (" + cause.getMessage()
                        + "); `topics` says what is missing",
                cause);
    }
}
