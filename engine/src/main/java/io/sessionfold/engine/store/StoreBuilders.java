package io.sessionfold.engine.store;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores that Kafka makes; every one has a changelog, so that it is there again after a crash. */
public final class StoreBuilders {

    /** Half a million records of the index: they are restored in seconds. */
    private static final int INDEX_SEGMENT_BYTES = 64 * 1024 * 1024;

    private StoreBuilders() {}

    /** A store in RocksDB; with a cache its changelog gets one record per key and commit instead of one per put. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> onDisk(String name, boolean cached) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> store = logged(Stores.persistentKeyValueStore(name));
        return cached ? store.withCachingEnabled() : store;
    }

    /**
     * A store in RocksDB of small keys that come and go. What was removed stays in the changelog until its segment is
     * full and compacted: small segments keep a restore short.
     */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> index(String name, boolean cached) {
        return onDisk(name, cached)
                .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(INDEX_SEGMENT_BYTES)));
    }

    /** A cached store in memory. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> inMemory(String name) {
        return logged(Stores.inMemoryKeyValueStore(name)).withCachingEnabled();
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> logged(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }
}
