package io.sessionfold.engine.query;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of the partitions for which this instance answers. Thread-safe. What it gives may throw Kafka's {@code
 * InvalidStateStoreException} at any read, because a partition can move away in the middle of it.
 */
public interface LocalStores extends ProgressStores {

    /** Who answers for a record key. */
    Ownership owner(String recordKey);

    /** The sessions of a partition, by record key. */
    ReadOnlyKeyValueStore<Bytes, byte[]> sessions(int partition);

    /**
     * The retry guards of a partition, by record key. One key at a time: a scan would copy every key under a lock that the
     * stream thread needs.
     */
    ReadOnlyKeyValueStore<Bytes, byte[]> guards(int partition);

    /** Under what the sessions of a partition are found. */
    ReadOnlyKeyValueStore<Bytes, byte[]> index(int partition);
}
