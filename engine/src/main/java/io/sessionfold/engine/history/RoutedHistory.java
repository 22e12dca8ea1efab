package io.sessionfold.engine.history;

import io.sessionfold.engine.query.LocalStores;
import io.sessionfold.engine.query.Ownership;
import io.sessionfold.engine.query.Placement;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * The past of the sessions of all instances, from any of them: whoever owns a key answers, here or one hop away. If it
 * cannot, an instance that keeps a copy does: below what is decided and indexed nothing changes any more, so that its
 * answer is the same, and never stale.
 */
public final class RoutedHistory implements HistoryQuery {

    private static final Duration HAND_OVER = Duration.ofSeconds(2);

    /** The owner may have used up the asker's time. */
    private static final Duration OF_COPY = Duration.ofMillis(500);

    private final LocalStores stores;
    private final HistoryQuery local;
    private final HistoryPeers peers;

    /** @param local answers from this instance's index, whether it owns the key or keeps a copy */
    public RoutedHistory(LocalStores stores, HistoryQuery local, HistoryPeers peers) {
        this.stores = stores;
        this.local = local;
        this.peers = peers;
    }

    @Override
    public QueryResult<PastRow> asOf(SessionKey key, PastWish wish) {
        return routed(
                key,
                patience -> local.asOf(key, wish.within(patience)),
                (instance, patience) -> peers.asOf(instance, key, wish.within(patience)),
                wish.patience());
    }

    @Override
    public QueryResult<HistoryPage> history(SessionKey key, HistoryWish wish) {
        return routed(
                key,
                patience -> local.history(key, wish.within(patience)),
                (instance, patience) -> peers.history(instance, key, wish.within(patience)),
                wish.patience());
    }

    private interface There<T> {
        QueryResult<T> ask(String instance, Duration patience);
    }

    private <T> QueryResult<T> routed(
            SessionKey key, Function<Duration, QueryResult<T>> here, There<T> there, Duration patience) {
        Placement placement;
        try {
            placement = stores.placement(key.recordKey());
        } catch (InvalidStateStoreException e) {
            return new QueryResult.NotReady<>("The partitions are moving between instances", HAND_OVER);
        }
        boolean isElsewhere = placement.owner() instanceof Ownership.Elsewhere;
        QueryResult<T> owners = placement.owner() instanceof Ownership.Elsewhere other
                ? there.ask(other.instance(), patience)
                : here.apply(patience);
        if (!isNotReady(owners)) {
            return owners;
        }
        QueryResult<T> own = isElsewhere ? here.apply(OF_COPY) : owners;
        if (!isNotReady(own) || placement.copies().isEmpty()) {
            return isNotReady(own) ? owners : own;
        }
        QueryResult<T> others = there.ask(placement.copies().get(0), OF_COPY);
        return isNotReady(others) ? owners : others;
    }

    private static <T> boolean isNotReady(QueryResult<T> answer) {
        return answer instanceof QueryResult.NotReady<T>;
    }
}
