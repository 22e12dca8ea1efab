package io.sessionfold.engine.store;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores that Kafka makes; every one has a changelog, so that it is there again after a crash. */
public final class StoreBuilders {

    private StoreBuilders() {}

    /** A store in RocksDB; with a cache its changelog gets one record per key and commit instead of one per put. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> onDisk(String name, boolean cached) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> store = logged(Stores.persistentKeyValueStore(name));
        return cached ? store.withCachingEnabled() : store;
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
