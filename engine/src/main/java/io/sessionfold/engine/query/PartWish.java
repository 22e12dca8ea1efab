package io.sessionfold.engine.query;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one instance's part of a list or a count.
 *
 * @param after a cursor of the same filter; null for the first sessions
 * @param limit how many sessions at most; 0 only counts them
 * @param partitions those whose sessions are asked for
 * @param minOffsets per partition, the offset that has to be folded
 * @param fromCopies whether the instance's copies are asked, and not what it owns
 */
public record PartWish(
        SessionFilter filter,
        @Nullable Cursor after,
        int limit,
        List<Integer> partitions,
        SortedMap<Integer, Long> minOffsets,
        boolean fromCopies) {

    public PartWish {
        partitions = List.copyOf(partitions);
    }

    /** Whether only their number is asked for. */
    public boolean isCount() {
        return limit == 0;
    }

    /** The same of other partitions. */
    PartWish of(List<Integer> others, boolean copies) {
        return new PartWish(filter, after, limit, others, minOffsets, copies);
    }

    /** The same, going on where an answer ended. */
    PartWish from(@Nullable Cursor cursor) {
        return new PartWish(filter, cursor, limit, partitions, minOffsets, fromCopies);
    }

    /** The offsets that are asked of its own partitions. */
    @Override
    public SortedMap<Integer, Long> minOffsets() {
        SortedMap<Integer, Long> own = new TreeMap<>(minOffsets);
        own.keySet().retainAll(partitions);
        return own;
    }
}
