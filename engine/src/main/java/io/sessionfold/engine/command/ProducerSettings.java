package io.sessionfold.engine.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the door's producer writes: each event once and durably, or an answer within {@link #PATIENCE} that it may not be. */
final class ProducerSettings {

    /** The largest record that the topics of events take: 1 MiB with its key, as the broker counts it. */
    static final int RECORD_BYTES_MAX = 1024 * 1024;

    /** How long an append may take: a broker's failover fits, and a client that waits for its answer does not give up. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a request may wait for room, or for the brokers' first answer, before it is refused. */
    private static final Duration ROOM_PATIENCE = Duration.ofSeconds(5);

    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);

    /** What waits to be sent, in bytes: 32 of the largest events; then requests wait for room. */
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;

    /** The largest record and its batch. */
    private static final int REQUEST_BYTES_MAX = 2 * 1024 * 1024;

    /** Kafka keeps the order of an idempotent producer for as many. */
    private static final int IN_FLIGHT_MAX = 5;

    private ProducerSettings() {}

    /**
     * The settings; what the promises rest on cannot be passed through.
     *
     * @param clients how Kafka is reached, by its clients' own names
     */
    static Map<String, Object> of(Map<String, Object> clients) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT_MAX);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ROOM_PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // A caller waits for each; under load batches form by themselves while requests are in flight.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }
}
