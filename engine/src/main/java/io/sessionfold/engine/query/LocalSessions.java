package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.FoldWatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The sessions in this instance's stores. */
public final class LocalSessions implements SessionQuery {

    private final LocalStores stores;
    private final OwnedReads reads;
    private final LocalLists lists;

    /** @param watch signals what the fold of these stores does */
    public LocalSessions(LocalStores stores, FoldWatch watch) {
        this(stores, watch, new LocalLists(stores));
    }

    LocalSessions(LocalStores stores, FoldWatch watch, LocalLists lists) {
        this.stores = stores;
        this.reads = new OwnedReads(stores, watch);
        this.lists = lists;
    }

    @Override
    public QueryResult<SessionRead> read(SessionKey key, ReadWish wish) {
        try {
            return reads.read(key, wish);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    @Override
    public QueryResult<SessionPage> list(SessionFilter filter, @Nullable Cursor after, int limit) {
        List<Integer> partitions = stores.partitions();
        if (partitions.isEmpty()) {
            return NotReadyReasons.starting();
        }
        try {
            SessionPart part = lists.list(filter, after, limit, partitions);
            // A partition that left in the meantime would be missing without a word.
            return stores.partitions().equals(partitions)
                    ? new QueryResult.Found<>(page(part))
                    : NotReadyReasons.moving();
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    private static SessionPage page(SessionPart part) {
        List<PublicRow> rows = new ArrayList<>(part.sessions().size());
        part.sessions().forEach(session -> PublicRow.of(session).ifPresent(rows::add));
        return new SessionPage(rows, part.cursor(), part.events());
    }
}
