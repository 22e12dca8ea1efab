package io.sessionfold.engine.query;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.topology.FoldWait;
import io.sessionfold.engine.topology.FoldWatch;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads of what this instance owns, each waiting until the fold has gone as far as its reader wants (INV-2). A signal of
 * the fold wakes them; what the stores then say decides.
 */
final class OwnedReads {

    /** A read looks again this often without any signal: its partition may have moved. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final LocalStores stores;
    private final StoredSessions stored;
    private final FoldWatch watch;

    OwnedReads(LocalStores stores, FoldWatch watch) {
        this.stores = stores;
        this.stored = new StoredSessions(stores);
        this.watch = watch;
    }

    /**
     * What stands under a key that this instance owns.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the partition moves away meanwhile
     */
    QueryResult<SessionRead> read(SessionKey key, ReadWish wish) {
        long deadlineNanos = System.nanoTime() + wish.patience().toNanos();
        while (true) {
            Ownership owner = stores.owner(key.recordKey());
            if (!(owner instanceof Ownership.Here here)) {
                return NotReadyReasons.of(owner);
            }
            Optional<QueryResult<SessionRead>> answer = answer(key, here.partition(), wish);
            if (answer.isPresent()) {
                return answer.get();
            }
            Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return NotReadyReasons.behind();
            }
            try {
                await(key, here.partition(), wish, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return NotReadyReasons.stopping();
            }
        }
    }

    private void await(SessionKey key, int partition, ReadWish wish, Duration left) throws InterruptedException {
        try (FoldWait wait = wait(key, partition, wish)) {
            // Once more, because it may have come before the wait began. What is not signalled is found by looking
            // again.
            if (answer(key, partition, wish).isEmpty()) {
                boolean unused = wait.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        }
    }

    private FoldWait wait(SessionKey key, int partition, ReadWish wish) {
        return wish.minOffset().isPresent()
                        && stored.foldedTo(partition) < wish.minOffset().getAsLong()
                ? watch.forOffset(partition, wish.minOffset().getAsLong())
                : watch.forKey(key);
    }

    /** Empty as long as the stores are not as far as the reader wants. */
    private Optional<QueryResult<SessionRead>> answer(SessionKey key, int partition, ReadWish wish) {
        // Before the row, which then reaches at least as far.
        if (wish.minOffset().isPresent()
                && stored.foldedTo(partition) < wish.minOffset().getAsLong()) {
            return Optional.empty();
        }
        RetryGuards guards = stored.guards(partition, key);
        Optional<Session> session = stored.session(partition, key);
        if (wish.minVersion().isPresent()
                && session.map(Session::stateVersion).orElse(0L)
                        < wish.minVersion().getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(session.<QueryResult<SessionRead>>map(
                        found -> new QueryResult.Found<>(new SessionRead(found, guards, Source.HERE)))
                .orElseGet(QueryResult.NotFound::new));
    }
}
