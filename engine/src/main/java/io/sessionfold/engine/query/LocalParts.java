package io.sessionfold.engine.query;

import io.sessionfold.engine.topology.FoldListeners;
import io.sessionfold.engine.topology.FoldWait;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * This instance's parts of lists and counts, of what it owns or of its copies. What is owned is answered only by tasks that
 * ran within their lease; a copy says how stale it is, and cannot say how far it is folded, because a list has no one row
 * to go by.
 */
public final class LocalParts {

    private final LocalStores stores;
    private final StoredSessions stored;
    private final LocalLists owned;
    private final LocalLists copied;
    private final FoldListeners listeners;
    private final LogEnds ends;
    private final Freshness freshness;

    public LocalParts(LocalStores stores, FoldListeners listeners, LogEnds ends, Freshness freshness) {
        this(stores, new LocalLists(stores), new LocalLists(stores.withCopies()), listeners, ends, freshness);
    }

    LocalParts(
            LocalStores stores,
            LocalLists owned,
            LocalLists copied,
            FoldListeners listeners,
            LogEnds ends,
            Freshness freshness) {
        this.stores = stores;
        this.stored = new StoredSessions(stores);
        this.owned = owned;
        this.copied = copied;
        this.listeners = listeners;
        this.ends = ends;
        this.freshness = freshness;
    }

    /** What this instance has of what is asked; it waits for the offsets that are wished for. */
    public QueryResult<PartRead> read(PartWish wish) {
        try {
            return wish.fromCopies() ? ofCopies(wish) : ofOwned(wish);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NotReadyReasons.stopping();
        }
    }

    private QueryResult<PartRead> ofOwned(PartWish wish) throws InterruptedException {
        if (!stores.partitions().containsAll(wish.partitions())) {
            return NotReadyReasons.moving();
        }
        long deadlineNanos = System.nanoTime() + ReadWish.PATIENCE.toNanos();
        for (Map.Entry<Integer, Long> offset : wish.minOffsets().entrySet()) {
            Optional<QueryResult<PartRead>> obstacle = await(offset.getKey(), offset.getValue(), deadlineNanos);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        PartRead read = read(owned, wish, Source.HERE);
        // A partition that left in the meantime would be missing without a word, and a task that was paused stale.
        boolean isOwner = stores.partitions().containsAll(wish.partitions())
                && wish.partitions().stream().allMatch(listeners.leases()::isHeld);
        return isOwner ? new QueryResult.Found<>(read) : NotReadyReasons.moving();
    }

    private QueryResult<PartRead> ofCopies(PartWish wish) {
        if (!wish.minOffsets().isEmpty()) {
            return NotReadyReasons.behind();
        }
        Duration staleness = Duration.ZERO;
        for (int partition : wish.partitions()) {
            Optional<Duration> ofPartition = freshness.staleness(partition);
            if (ofPartition.isEmpty()) {
                return NotReadyReasons.noOwner();
            }
            staleness = staleness.compareTo(ofPartition.get()) < 0 ? ofPartition.get() : staleness;
        }
        PartRead read = read(copied, wish, new Source(null, staleness));
        SessionPart part = new SessionPart(read.part().sessions(), read.part().cursor(), Collections.emptySortedMap());
        return new QueryResult.Found<>(new PartRead(part, read.count(), read.source()));
    }

    private static PartRead read(LocalLists lists, PartWish wish, Source source) {
        if (wish.isCount()) {
            SessionTally tally = lists.count(wish.filter(), wish.after(), wish.partitions());
            SessionPart none = new SessionPart(List.of(), tally.cursor(), Collections.emptySortedMap());
            return new PartRead(none, tally.count(), source);
        }
        SessionPart part = lists.list(wish.filter(), wish.after(), wish.limit(), wish.partitions());
        return new PartRead(part, part.sessions().size(), source);
    }

    /** Waits until a partition is folded up to an offset; what it says if that does not happen. */
    private Optional<QueryResult<PartRead>> await(int partition, long offset, long deadlineNanos)
            throws InterruptedException {
        while (stored.foldedTo(partition) < offset) {
            long left = Math.min(OwnedReads.LOOK_AGAIN.toNanos(), deadlineNanos - System.nanoTime());
            if (left <= 0) {
                return Optional.of(NotReadyReasons.behind());
            }
            try (FoldWait wait = listeners.watch().forOffset(partition, offset)) {
                boolean isThere = stored.foldedTo(partition) >= offset || wait.await(Duration.ofNanos(left));
                if (!isThere && OwnerRight.isBeyondTheEnd(ends, partition, offset)) {
                    return Optional.of(NotReadyReasons.beyondTheEnd());
                }
            }
        }
        return Optional.empty();
    }
}
