package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.topology.FoldWait;
import io.sessionfold.engine.topology.FoldWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads of what this instance owns, each waiting until the fold has gone as far as its reader wants (INV-2). A signal of
 * the fold wakes them; what the stores then say decides.
 */
final class OwnedReads {

    /** A read looks again this often without any signal: its partition may have moved, or what it waits for never come. */
    static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final LocalStores stores;
    private final StoredSessions stored;
    private final FoldWatch watch;
    private final OwnerRight right;

    OwnedReads(LocalStores stores, FoldWatch watch, OwnerRight right) {
        this.stores = stores;
        this.stored = new StoredSessions(stores);
        this.watch = watch;
        this.right = right;
    }

    /**
     * What stands under a key that this instance owns.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the partition moves away meanwhile
     */
    QueryResult<SessionRead> read(SessionKey key, ReadWish wish) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + wish.patience().toNanos();
        while (true) {
            Ownership owner = stores.owner(key.recordKey());
            if (!(owner instanceof Ownership.Here here)) {
                return NotReadyReasons.of(owner);
            }
            int partition = here.partition();
            if (isReached(key, partition, wish)) {
                QueryResult<SessionRead> read = look(key, partition);
                return isSeen(read) ? seen(read, partition, wish) : unseen(key, partition, deadlineNanos);
            }
            Duration left = left(deadlineNanos);
            if (left.isZero()) {
                return NotReadyReasons.behind();
            }
            boolean isWoken = await(key, partition, wish, left);
            if (!isWoken && isBeyondTheEnd(partition, wish)) {
                return NotReadyReasons.beyondTheEnd();
            }
        }
    }

    /** Whether it is folded as far as the reader wants. What is read afterwards reaches at least as far. */
    private boolean isReached(SessionKey key, int partition, ReadWish wish) {
        return (wish.minOffset().isEmpty()
                        || stored.foldedTo(partition) >= wish.minOffset().getAsLong())
                && (wish.minVersion().isEmpty()
                        || stored.session(partition, key)
                                        .map(Session::stateVersion)
                                        .orElse(0L)
                                >= wish.minVersion().getAsLong());
    }

    private QueryResult<SessionRead> look(SessionKey key, int partition) {
        RetryGuards guards = stored.guards(partition, key);
        return stored.session(partition, key)
                .<QueryResult<SessionRead>>map(
                        session -> new QueryResult.Found<>(new SessionRead(session, guards, Source.HERE)))
                .orElseGet(QueryResult.NotFound::new);
    }

    /** Whether there is a row for people; what is not there, provisional or deleted has none. */
    private static boolean isSeen(QueryResult<SessionRead> read) {
        return read instanceof QueryResult.Found<SessionRead> found
                && PublicRow.of(found.value().session()).isPresent();
    }

    /** A row of a task that was paused may be stale, unless it is as far as its reader asks. */
    private QueryResult<SessionRead> seen(QueryResult<SessionRead> read, int partition, ReadWish wish) {
        return wish.minOffset().isPresent() || right.isFresh(partition) ? read : NotReadyReasons.paused();
    }

    /** Reads once more what was not seen, when all that was in the log is folded; then asks whether that may be said. */
    private QueryResult<SessionRead> unseen(SessionKey key, int partition, long deadlineNanos)
            throws InterruptedException {
        OptionalLong end = right.committedEnd(partition);
        if (end.isEmpty()) {
            return NotReadyReasons.unknownEnd();
        }
        while (!right.isFoldedUpTo(partition, end.getAsLong())) {
            Duration left = left(deadlineNanos);
            if (left.isZero()) {
                return NotReadyReasons.behind();
            }
            try (FoldWait wait = watch.forOffset(partition, end.getAsLong() - 1)) {
                boolean unused = !right.isFoldedUpTo(partition, end.getAsLong()) && wait.await(shorter(left));
            }
        }
        QueryResult<SessionRead> read = look(key, partition);
        Optional<String> obstacle = isSeen(read) ? Optional.empty() : right.obstacle(key.recordKey(), partition);
        return obstacle.isPresent() ? NotReadyReasons.nobody(obstacle.get()) : read;
    }

    /** Waits for what may bring it; false if no signal came. */
    private boolean await(SessionKey key, int partition, ReadWish wish, Duration left) throws InterruptedException {
        boolean isForOffset = wish.minOffset().isPresent()
                && stored.foldedTo(partition) < wish.minOffset().getAsLong();
        try (FoldWait wait =
                isForOffset ? watch.forOffset(partition, wish.minOffset().getAsLong()) : watch.forKey(key)) {
            // Once more, because it may have come before the wait began.
            return isReached(key, partition, wish) || wait.await(shorter(left));
        }
    }

    private boolean isBeyondTheEnd(int partition, ReadWish wish) {
        return wish.minOffset().isPresent()
                && right.isBeyondTheEnd(partition, wish.minOffset().getAsLong());
    }

    private static Duration left(long deadlineNanos) {
        long nanos = deadlineNanos - System.nanoTime();
        return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    private static Duration shorter(Duration left) {
        return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
    }
}
