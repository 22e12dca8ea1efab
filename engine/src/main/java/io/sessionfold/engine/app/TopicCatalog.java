package io.sessionfold.engine.app;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.sessionfold.engine.topology.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The topics of the contract with the settings that the engine's promises rest on. */
public final class TopicCatalog {

    /** A consumer that was away for less than this still sees every version of a row, not only the last. */
    private static final String SEVEN_DAYS_MS = Long.toString(7L * 24 * 60 * 60 * 1000);

    /** 1 MiB of event, and the batch overhead that Kafka counts with it. */
    private static final int EVENT_BYTES_MAX = 1024 * 1024 + 1024;

    /** An output may repeat an event and add to it. */
    private static final String OUTPUT_BYTES_MAX = Integer.toString(EVENT_BYTES_MAX + 128 * 1024);

    private static final String UNLIMITED = "-1";

    private static final List<TopicSpec> ALL = List.of(
            stamped(Topics.EVENTS),
            log(Topics.WORKER_EVENTS),
            stamped(Topics.APPLICATION_EVENTS),
            new TopicSpec(
                    Topics.SESSIONS_CHANGED,
                    true,
                    with(compacted(), Map.of(MIN_COMPACTION_LAG_MS_CONFIG, SEVEN_DAYS_MS))),
            log(Topics.RUN_OUTCOMES),
            log(Topics.SESSION_COMMANDS),
            log(Topics.REJECTED_EVENTS),
            log(Topics.DEAD_LETTERS),
            new TopicSpec(Topics.APPLICATIONS_CHANGED, true, compacted()),
            log(Topics.CHECKPOINTS),
            new TopicSpec(Topics.META, false, compacted()));

    private TopicCatalog() {}

    /** Every topic of the contract. */
    public static List<TopicSpec> all() {
        return ALL;
    }

    /** A log whose record times are Kafka's: what counts from them cannot be bent by a producer's clock. */
    private static TopicSpec stamped(String name) {
        return new TopicSpec(
                name,
                true,
                with(
                        deleted(Integer.toString(EVENT_BYTES_MAX)),
                        Map.of(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
    }

    private static TopicSpec log(String name) {
        return new TopicSpec(name, true, deleted(OUTPUT_BYTES_MAX));
    }

    private static Map<String, String> deleted(String maxBytes) {
        return Map.of(
                CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE,
                RETENTION_MS_CONFIG, UNLIMITED,
                MAX_MESSAGE_BYTES_CONFIG, maxBytes);
    }

    private static Map<String, String> compacted() {
        return Map.of(
                CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT,
                MAX_MESSAGE_BYTES_CONFIG, OUTPUT_BYTES_MAX);
    }

    private static Map<String, String> with(Map<String, String> config, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(config);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
