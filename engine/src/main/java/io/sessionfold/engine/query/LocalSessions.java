package io.sessionfold.engine.query;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.FoldWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The sessions in this instance's stores. */
public final class LocalSessions implements SessionQuery {

    /** How many rows one page may look at: a rare match in a large tenant may not hold a thread for long. */
    static final int LOOKED_AT_MAX = 50_000;

    private static final ThreadLocal<SessionCodec> CODEC = ThreadLocal.withInitial(SessionCodec::new);

    private final LocalStores stores;
    private final OwnedReads reads;
    private final ProgressQuery progress;
    private final int lookedAtMax;

    /** @param watch signals what the fold of these stores does */
    public LocalSessions(LocalStores stores, FoldWatch watch) {
        this(stores, watch, LOOKED_AT_MAX);
    }

    LocalSessions(LocalStores stores, FoldWatch watch, int lookedAtMax) {
        this.stores = stores;
        this.reads = new OwnedReads(stores, watch);
        this.progress = new ProgressQuery(stores);
        this.lookedAtMax = lookedAtMax;
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
        // Before the rows, so that they reach at least as far.
        QueryResult<SortedMap<Integer, Long>> events = progress.byPartition().map(LocalSessions::lastOffsets);
        if (!(events instanceof QueryResult.Found<SortedMap<Integer, Long>> reached)) {
            return NotReadyReasons.moving();
        }
        try (TenantScan scan = new TenantScan(stores, partitions, filter.tenantId(), after)) {
            SessionPage page = page(scan, filter, limit, reached.value());
            // A partition that left in the meantime would be missing without a word.
            return stores.partitions().equals(partitions) ? new QueryResult.Found<>(page) : NotReadyReasons.moving();
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    private SessionPage page(TenantScan scan, SessionFilter filter, int limit, SortedMap<Integer, Long> events) {
        List<PublicRow> rows = new ArrayList<>();
        String lastKey = "";
        for (int lookedAt = 0; scan.hasNext(); lookedAt++) {
            if (rows.size() == limit || lookedAt == lookedAtMax) {
                return new SessionPage(rows, Cursor.after(lastKey, filter), events);
            }
            KeyValue<SessionKey, byte[]> next = scan.next();
            lastKey = next.key.sessionKey();
            Session session = CODEC.get().decode(next.key, next.value);
            if (filter.matches(session)) {
                PublicRow.of(session).ifPresent(rows::add);
            }
        }
        return new SessionPage(rows, null, events);
    }

    private static SortedMap<Integer, Long> lastOffsets(SortedMap<Integer, ProgressCounts> counts) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        counts.forEach((partition, count) -> offsets.put(partition, count.get(Count.LAST_OFFSET)));
        return offsets;
    }
}
