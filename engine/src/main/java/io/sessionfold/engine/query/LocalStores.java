package io.sessionfold.engine.query;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of the partitions for which this instance answers. Thread-safe. What it gives may throw Kafka's {@code
 * InvalidStateStoreException} at any read, because a partition can move away in the middle of it.
 */
public interface LocalStores extends ProgressStores {

    /** Who answers for a record key. */
    default Ownership owner(String recordKey) {
        return placement(recordKey).owner();
    }

    /** The partition of a record key. */
    int partition(String recordKey);

    /** Where a record key's state is, here and elsewhere. */
    Placement placement(String recordKey);

    /** Where every partition's state is, by its number. */
    List<Placement> placements();

    /** These stores where a copy, which may lag, does as well as what is owned. */
    LocalStores withCopies();

    /** The sessions of a partition, by record key, owned or not: a copy may lag, and one that is being made has gaps. */
    ReadOnlyKeyValueStore<Bytes, byte[]> copies(int partition);

    /** The sessions of a partition, by record key. */
    ReadOnlyKeyValueStore<Bytes, byte[]> sessions(int partition);

    /**
     * The retry guards of a partition, by record key. One key at a time: a scan would copy every key under a lock that the
     * stream thread needs.
     */
    ReadOnlyKeyValueStore<Bytes, byte[]> guards(int partition);

    /** What is parked behind the quarantines of a partition, by record key and offset. */
    ReadOnlyKeyValueStore<Bytes, byte[]> parked(int partition);

    /** Under what the sessions of a partition are found. */
    ReadOnlyKeyValueStore<Bytes, byte[]> index(int partition);
}
