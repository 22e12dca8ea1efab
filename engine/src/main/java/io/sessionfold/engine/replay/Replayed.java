package io.sessionfold.engine.replay;

import io.sessionfold.engine.store.ProgressCounts;
import java.util.List;

/**
 * What a replay came to.
 *
 * @param partitions in order
 * @param elapsedNanos how long it took to read and fold
 * @param threads how many of them did it at once
 */
public record Replayed(List<ReplayedPartition> partitions, long elapsedNanos, int threads) {

    public Replayed {
        partitions = List.copyOf(partitions);
    }

    /** How many records were read. */
    public long read() {
        return partitions.stream().mapToLong(ReplayedPartition::read).sum();
    }

    /** Records read per second by each of the threads. */
    public double ratePerThread() {
        return Rates.perSecond(read(), elapsedNanos) / threads;
    }

    /** What became of all of them. */
    public ProgressCounts counts() {
        ProgressCounts counts = new ProgressCounts();
        partitions.forEach(partition -> counts.add(partition.counts()));
        return counts;
    }
}
