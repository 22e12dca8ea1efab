package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Reads of the copies that this instance keeps for others. The row's own position says how far it is, because each store's
 * changelog is fetched by itself; it says so of refused events too. A copy never says "not found" or "gone" (INV-41), and
 * has no guards.
 */
public final class CopyReads {

    /** A copy gives no signal; it moves when its changelog is fetched. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final LocalStores stores;
    private final StoredSessions stored;
    private final Freshness freshness;

    public CopyReads(LocalStores stores, Freshness freshness) {
        this.stores = stores;
        this.stored = new StoredSessions(stores);
        this.freshness = freshness;
    }

    /** What a copy has under a key, once it is as far as the reader wants. */
    public QueryResult<SessionRead> read(SessionKey key, ReadWish wish) {
        int partition = stores.partition(key.recordKey());
        long deadlineNanos = System.nanoTime() + wish.patience().toNanos();
        try {
            while (true) {
                // Before the row, which then is at least as fresh.
                Optional<Duration> staleness = freshness.staleness(partition);
                Optional<Session> session = stored.copy(partition, key);
                if (staleness.isEmpty()
                        || session.isEmpty()
                        || PublicRow.of(session.get()).isEmpty()) {
                    return NotReadyReasons.noOwner();
                }
                if (isReached(session.get(), wish)) {
                    return new QueryResult.Found<>(
                            new SessionRead(session.get(), RetryGuards.NONE, new Source(null, staleness.get())));
                }
                long leftNanos = deadlineNanos - System.nanoTime();
                if (leftNanos <= 0 || Thread.currentThread().isInterrupted()) {
                    return NotReadyReasons.behind();
                }
                LockSupport.parkNanos(Math.min(leftNanos, LOOK_AGAIN_NANOS));
            }
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.noOwner();
        }
    }

    private static boolean isReached(Session session, ReadWish wish) {
        return (wish.minOffset().isEmpty()
                        || session.progress().position().offset()
                                >= wish.minOffset().getAsLong())
                && (wish.minVersion().isEmpty()
                        || session.stateVersion() >= wish.minVersion().getAsLong());
    }
}
