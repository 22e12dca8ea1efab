package io.sessionfold.engine.query;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of the partitions for which this instance answers. Thread-safe. What it gives may throw Kafka's {@code
 * InvalidStateStoreException} at any read, because a partition can move away in the middle of it.
 */
public interface LocalStores {

    /** Who answers for a record key. */
    Ownership owner(String recordKey);

    /** The partitions for which this instance answers, ascending; none while it is not ready. */
    List<Integer> partitions();

    /** The sessions of a partition, by record key. */
    ReadOnlyKeyValueStore<Bytes, byte[]> sessions(int partition);

    /** The counts of a partition, by its number in text. */
    ReadOnlyKeyValueStore<Bytes, byte[]> progress(int partition);
}
