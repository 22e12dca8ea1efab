package io.sessionfold.engine.query;

import io.sessionfold.engine.topology.PollLeases;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The right to say "not found" or "gone" (INV-41): the task is active and ran within its lease, and everything that was
 * in the log when the request came is folded. With the second even an owner that does not know yet that it is none any
 * more says nothing wrong.
 */
final class OwnerRight {

    private final LocalStores stores;
    private final StoredSessions stored;
    private final PollLeases leases;
    private final LogEnds ends;

    OwnerRight(LocalStores stores, PollLeases leases, LogEnds ends) {
        this.stores = stores;
        this.stored = new StoredSessions(stores);
        this.leases = leases;
        this.ends = ends;
    }

    /** The end of a partition of the log, asked after this call began; empty if Kafka does not answer. */
    OptionalLong committedEnd(int partition) {
        return ends.committedEnd(partition);
    }

    /** Whether an offset is one that the log does not have. */
    boolean isBeyondTheEnd(int partition, long offset) {
        return isBeyondTheEnd(ends, partition, offset);
    }

    static boolean isBeyondTheEnd(LogEnds ends, int partition, long offset) {
        OptionalLong end = ends.end(partition);
        return end.isPresent() && offset >= end.getAsLong();
    }

    /** Whether every event below an offset is folded. */
    boolean isFoldedUpTo(int partition, long end) {
        long next = stored.foldedTo(partition) + 1;
        return next >= end || ends.isBare(partition, next, end);
    }

    /** Whether a partition's task ran lately enough for what it has to be no copy. */
    boolean isFresh(int partition) {
        return leases.isHeld(partition);
    }

    /** Why this instance may not speak as the owner; empty if it may. To be asked after the read. */
    Optional<String> obstacle(String recordKey, int partition) {
        if (!(stores.owner(recordKey) instanceof Ownership.Here)) {
            return Optional.of("The partition moved away during the read");
        }
        return leases.isHeld(partition)
                ? Optional.empty()
                : Optional.of("This instance was paused, and is not sure yet that it is still the owner");
    }
}
