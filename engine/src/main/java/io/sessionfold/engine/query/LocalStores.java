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
}
