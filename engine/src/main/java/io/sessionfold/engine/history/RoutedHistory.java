package io.sessionfold.engine.history;

import io.sessionfold.engine.query.LocalStores;
import io.sessionfold.engine.query.Ownership;
import io.sessionfold.engine.query.Placement;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * The past of the sessions of all instances, from any of them: whoever owns a key answers, here or one hop away. If it
 * cannot, an instance that keeps a copy does: below what is decided and indexed nothing changes any more, so that its
 * answer is the same, and never stale.
 */
public final class RoutedHistory implements HistoryQuery {

    private static final Duration HAND_OVER = Duration.ofSeconds(2);

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
        return routed(key, () -> local.asOf(key, wish), instance -> peers.asOf(instance, key, wish));
    }

    @Override
    public QueryResult<HistoryPage> history(SessionKey key, HistoryWish wish) {
        return routed(key, () -> local.history(key, wish), instance -> peers.history(instance, key, wish));
    }

    private interface Here<T> {
        QueryResult<T> ask();
    }

    private <T> QueryResult<T> routed(SessionKey key, Here<T> here, Function<String, QueryResult<T>> elsewhere) {
        Placement placement;
        try {
            placement = stores.placement(key.recordKey());
        } catch (InvalidStateStoreException e) {
            return new QueryResult.NotReady<>("The partitions are moving between instances", HAND_OVER);
        }
        Ownership owner = placement.owner();
        List<QueryResult<T>> answers = new ArrayList<>();
        answers.add(owner instanceof Ownership.Elsewhere other ? elsewhere.apply(other.instance()) : here.ask());
        if (isNotReady(answers) && owner instanceof Ownership.Elsewhere) {
            answers.add(here.ask());
        }
        if (isNotReady(answers) && !placement.copies().isEmpty()) {
            answers.add(elsewhere.apply(placement.copies().get(0)));
        }
        return isNotReady(answers) ? answers.get(0) : answers.get(answers.size() - 1);
    }

    private static <T> boolean isNotReady(List<QueryResult<T>> answers) {
        return answers.get(answers.size() - 1) instanceof QueryResult.NotReady<T>;
    }
}
