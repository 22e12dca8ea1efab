package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all instances, from any of them: the owner answers, here or one hop away; if it cannot, a copy does and
 * says how stale it is; if that cannot either, it is said. Never a second hop.
 */
public final class RoutedSessions implements SessionQuery, AutoCloseable {

    /** How often a reader who waits is sent on its way again while nobody can answer, as in a rebalance. */
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final LocalStores stores;
    private final LocalSessions local;
    private final CopyReads copies;
    private final Peers peers;
    private final RoutedLists lists;

    public RoutedSessions(LocalStores stores, LocalSessions local, LocalParts parts, CopyReads copies, Peers peers) {
        this.stores = stores;
        this.local = local;
        this.copies = copies;
        this.peers = peers;
        this.lists = new RoutedLists(stores, parts, peers);
    }

    @Override
    public QueryResult<SessionRead> read(SessionKey key, ReadWish wish) {
        long deadlineNanos = System.nanoTime() + wish.patience().toNanos();
        while (true) {
            ReadWish rest = wish.within(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
            QueryResult<SessionRead> answer = once(key, rest);
            boolean isWorthWaiting = wish.minOffset().isPresent() || wish.fromOwner();
            if (!(answer instanceof QueryResult.NotReady<SessionRead>)
                    || !isWorthWaiting
                    || deadlineNanos - System.nanoTime() <= ASK_AGAIN_NANOS
                    || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }

    @Override
    public int partition(SessionKey key) {
        return stores.partition(key.recordKey());
    }

    @Override
    public QueryResult<SessionPage> list(
            SessionFilter filter, @Nullable Cursor after, int limit, SortedMap<Integer, Long> minOffsets) {
        PartWish wish = new PartWish(filter, after, limit, List.of(), minOffsets, false);
        return lists.read(wish).map(parts -> PartMerge.page(wish, parts));
    }

    @Override
    public QueryResult<SessionCount> count(SessionFilter filter, SortedMap<Integer, Long> minOffsets) {
        PartWish wish = new PartWish(filter, null, 0, List.of(), minOffsets, false);
        return lists.read(wish)
                .map(parts -> new SessionCount(
                        parts.stream().mapToLong(PartRead::count).sum(), PartMerge.source(parts)));
    }

    @Override
    public void close() {
        lists.close();
    }

    private QueryResult<SessionRead> once(SessionKey key, ReadWish wish) {
        Placement placement;
        try {
            placement = stores.placement(key.recordKey());
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
        QueryResult<SessionRead> owners = ofOwner(placement.owner(), key, wish);
        return owners instanceof QueryResult.NotReady<SessionRead> && !wish.fromOwner()
                ? ofCopy(placement, key, wish, owners)
                : owners;
    }

    private QueryResult<SessionRead> ofOwner(Ownership owner, SessionKey key, ReadWish wish) {
        return owner instanceof Ownership.Elsewhere other
                ? peers.owned(other.instance(), key, wish)
                : local.read(key, wish);
    }

    /** The owner may have used up the reader's time: then a copy is looked at once. */
    private QueryResult<SessionRead> ofCopy(
            Placement placement, SessionKey key, ReadWish wish, QueryResult<SessionRead> owners) {
        ReadWish once = wish.within(Duration.ZERO);
        QueryResult<SessionRead> copy = copies.read(key, once);
        for (String instance : copiesElsewhere(placement)) {
            if (!(copy instanceof QueryResult.Found<SessionRead>)) {
                copy = peers.copied(instance, key, once);
            }
        }
        return copy instanceof QueryResult.Found<SessionRead> ? copy : owners;
    }

    /** One that has a copy; then the owner, whose own store is as good as a copy while it takes part in a rebalance. */
    private static List<String> copiesElsewhere(Placement placement) {
        Stream<String> owner =
                placement.owner() instanceof Ownership.Elsewhere other ? Stream.of(other.instance()) : Stream.empty();
        return Stream.concat(placement.copies().stream().limit(1), owner).toList();
    }
}
