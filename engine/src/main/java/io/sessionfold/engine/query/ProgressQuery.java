package io.sessionfold.engine.query;

import io.sessionfold.engine.store.ProgressCounts;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** What became of the records of one input topic, on the partitions for which this instance answers. */
public final class ProgressQuery {

    private final ProgressStores stores;

    public ProgressQuery(ProgressStores stores) {
        this.stores = stores;
    }

    /** The counts of every local partition together. */
    public QueryResult<ProgressCounts> total() {
        return byPartition().map(counts -> {
            ProgressCounts total = new ProgressCounts();
            counts.values().forEach(total::add);
            return total;
        });
    }

    /** The counts of each local partition that has any. */
    public QueryResult<SortedMap<Integer, ProgressCounts>> byPartition() {
        SortedMap<Integer, ProgressCounts> counts = new TreeMap<>();
        try {
            for (int partition : stores.partitions()) {
                byte[] value = stores.progress(partition)
                        .get(Bytes.wrap(Integer.toString(partition).getBytes(StandardCharsets.UTF_8)));
                if (value != null) {
                    counts.put(partition, ProgressCounts.of(value));
                }
            }
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
        return new QueryResult.Found<>(counts);
    }
}
