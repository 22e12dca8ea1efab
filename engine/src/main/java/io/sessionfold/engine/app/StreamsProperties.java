package io.sessionfold.engine.app;

import io.sessionfold.engine.config.GroupProtocol;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.config.StreamsSettings;
import io.sessionfold.engine.store.RocksMemory;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told: the choices that the engine's promises rest on, then what the user passes through. */
final class StreamsProperties {

    /** Outputs may be 128 KiB larger than the largest event, and a request a little larger than its record. */
    private static final int REQUEST_BYTES_MAX = 2 * 1024 * 1024;

    /** Within the commit interval anyway, so waiting longer to fill a batch would only delay the commit. */
    private static final int LINGER_MS = 20;

    /** A crash of an instance is noticed within this time, not within Kafka's 45 s. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    /** By a heartbeat an instance learns that another one came or left; Kafka's 3 s would be most of a clean hand-over. */
    private static final int HEARTBEAT_MS = 1_000;

    private StreamsProperties() {}

    static Properties of(Settings settings) {
        StreamsSettings streams = settings.streams();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, streams.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, streams.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streams.threads());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, streams.commitIntervalMs());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, streams.sessionsCacheBytes());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.topics().replicationFactor());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
        properties.put(RocksMemory.BUDGET_BYTES, Long.toString(streams.rocksdbMemoryBytes()));
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), REQUEST_BYTES_MAX);
        group(properties, settings);
        clients(properties, settings);
        properties.putAll(settings.kafka().passThrough().values());
        properties.putAll(streams.passThrough().values());
        return properties;
    }

    private static void group(Properties properties, Settings settings) {
        StreamsSettings streams = settings.streams();
        properties.put(
                StreamsConfig.GROUP_PROTOCOL_CONFIG, streams.groupProtocol().label());
        if (streams.groupProtocol() == GroupProtocol.CLASSIC) {
            // The streams protocol takes these from the broker's group configuration and refuses them here.
            properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbyReplicas());
            properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        }
        if (settings.http().advertised() != null) {
            properties.put(
                    StreamsConfig.APPLICATION_SERVER_CONFIG, settings.http().advertised());
        }
    }

    private static void clients(Properties properties, Settings settings) {
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                settings.streams().transactionTimeoutMs());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), REQUEST_BYTES_MAX);
    }
}
