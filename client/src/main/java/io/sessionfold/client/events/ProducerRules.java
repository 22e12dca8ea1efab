package io.sessionfold.client.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** How a producer of events writes: by Kafka's own murmur2 of the key, each event once, acknowledged by all replicas. */
final class ProducerRules {

    private static final List<String> PARTITIONING =
            List.of(ProducerConfig.PARTITIONER_CLASS_CONFIG, ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);

    private ProducerRules() {}

    /**
     * The settings of the producer.
     *
     * @throws IllegalArgumentException if a given setting takes back what the contract promises
     */
    static Map<String, Object> settings(Map<String, ?> given, @Nullable String transactionalId) {
        for (String name : PARTITIONING) {
            if (given.containsKey(name)) {
                throw new IllegalArgumentException("Expected no " + name
                        + ", because every writer's partition is murmur2 of the record key, but it was "
                        + given.get(name));
            }
        }
        require(given, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        require(given, ProducerConfig.ACKS_CONFIG, "all", "-1");
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        if (transactionalId != null) {
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        return settings;
    }

    private static void require(Map<String, ?> given, String name, String... allowed) {
        Object value = given.get(name);
        if (value != null && !List.of(allowed).contains(value.toString())) {
            throw new IllegalArgumentException(
                    "Expected " + name + " to be " + allowed[0] + " for events, but it was " + value);
        }
    }
}
