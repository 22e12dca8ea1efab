package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.FoldListeners;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The sessions in this instance's stores. */
public final class LocalSessions implements SessionQuery {

    private final LocalStores stores;
    private final OwnedReads reads;
    private final LocalParts parts;

    /**
     * @param listeners know what the fold of these stores does
     * @param ends know where the log ends
     */
    public LocalSessions(LocalStores stores, FoldListeners listeners, LogEnds ends) {
        this(stores, listeners, ends, new LocalParts(stores, listeners, ends, partition -> Optional.empty()));
    }

    LocalSessions(LocalStores stores, FoldListeners listeners, LogEnds ends, LocalParts parts) {
        this.stores = stores;
        this.reads = new OwnedReads(stores, listeners.watch(), new OwnerRight(stores, listeners.leases(), ends));
        this.parts = parts;
    }

    @Override
    public QueryResult<SessionRead> read(SessionKey key, ReadWish wish) {
        try {
            return reads.read(key, wish);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NotReadyReasons.stopping();
        }
    }

    @Override
    public int partition(SessionKey key) {
        return stores.partition(key.recordKey());
    }

    @Override
    public QueryResult<SessionPage> list(
            SessionFilter filter, @Nullable Cursor after, int limit, SortedMap<Integer, Long> minOffsets) {
        PartWish wish = new PartWish(filter, after, limit, stores.partitions(), minOffsets, false);
        return read(wish).map(part -> PartMerge.page(wish, List.of(part)));
    }

    @Override
    public QueryResult<SessionCount> count(SessionFilter filter, SortedMap<Integer, Long> minOffsets) {
        long count = 0;
        PartWish wish = new PartWish(filter, null, 0, stores.partitions(), minOffsets, false);
        while (true) {
            if (!(read(wish) instanceof QueryResult.Found<PartRead> found)) {
                return NotReadyReasons.moving();
            }
            count += found.value().count();
            Cursor cursor = found.value().part().cursor();
            if (cursor == null) {
                return new QueryResult.Found<>(new SessionCount(count, Source.HERE));
            }
            wish = wish.from(cursor);
        }
    }

    private QueryResult<PartRead> read(PartWish wish) {
        return wish.partitions().isEmpty() ? NotReadyReasons.starting() : parts.read(wish);
    }
}
