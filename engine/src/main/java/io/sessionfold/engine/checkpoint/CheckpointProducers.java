package io.sessionfold.engine.checkpoint;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers that bring each record of a checkpoint into its topic once and durably. */
public final class CheckpointProducers {

    /** The largest value of a store, which its changelog takes, and its batch. */
    private static final int REQUEST_BYTES_MAX = 2 * 1024 * 1024;

    private CheckpointProducers() {}

    /**
     * Opens one; it is the caller's to close.
     *
     * @param clientProperties what every Kafka client of this process starts from
     */
    public static Producer<byte[], byte[]> open(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
