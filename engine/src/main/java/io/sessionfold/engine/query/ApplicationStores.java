package io.sessionfold.engine.query;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of applications for which this instance answers. Thread-safe. What it gives may throw Kafka's {@code
 * InvalidStateStoreException} at any read, because a partition can move away in the middle of it.
 */
public interface ApplicationStores {

    /** Who answers for an application's record key. */
    Ownership applicationOwner(String recordKey);

    /** The partitions of the applications for which this instance answers, ascending; none while it is not ready. */
    List<Integer> applicationPartitions();

    /** Who answers for each partition of the applications, by its number. */
    List<Ownership> applicationOwners();

    /** The applications of a partition, by record key. */
    ReadOnlyKeyValueStore<Bytes, byte[]> applications(int partition);
}
