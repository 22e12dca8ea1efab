package io.sessionfold.engine.query;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The counts of one input topic's partitions, as far as this instance has them. Thread-safe. What it gives may throw
 * Kafka's {@code InvalidStateStoreException} at any read, because a partition can move away in the middle of it.
 */
public interface ProgressStores {

    /** The partitions for which this instance answers, ascending; none while it is not ready. */
    List<Integer> partitions();

    /** The counts of a partition, by its number in text. */
    ReadOnlyKeyValueStore<Bytes, byte[]> progress(int partition);
}
