package io.sessionfold.engine.query;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.IndexEntry;
import io.sessionfold.engine.store.IndexField;
import io.sessionfold.engine.store.IndexReader;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/**
 * What one instance's own stores have of a list or a count. Thread-safe. A filter is served by the most selective entry of
 * the index, and each hit is checked against its row (INV-7).
 */
public final class LocalLists {

    /** How many rows one call may look at: a rare match in a large tenant may not hold a thread for long. */
    static final int LOOKED_AT_MAX = 50_000;

    private static final ThreadLocal<SessionCodec> CODEC = ThreadLocal.withInitial(SessionCodec::new);

    private final LocalStores stores;
    private final int lookedAtMax;

    public LocalLists(LocalStores stores) {
        this(stores, LOOKED_AT_MAX);
    }

    LocalLists(LocalStores stores, int lookedAtMax) {
        this.stores = stores;
        this.lookedAtMax = lookedAtMax;
    }

    /**
     * The sessions of these partitions that a filter asks for; provisional rows and gravestones are none (INV-26).
     *
     * @param after a cursor of the same filter; null for the first sessions
     * @param limit how many at most, at least 1; there may be fewer, even none, and still more to come
     * @throws InvalidStateStoreException if one of the partitions is not, or no longer, here
     */
    public SessionPart list(SessionFilter filter, @Nullable Cursor after, int limit, Collection<Integer> partitions) {
        // Before the rows, so that they reach at least as far.
        SortedMap<Integer, Long> events = reached(partitions);
        List<Session> found = new ArrayList<>();
        Cursor cursor = visit(filter, after, partitions, session -> {
            found.add(session);
            return found.size() < limit;
        });
        return new SessionPart(found, cursor, events);
    }

    /**
     * How many sessions of these partitions a filter asks for. Where the index alone knows, no row is read: then a session
     * that changes at this moment may be counted as it was, or as it is.
     *
     * @param after a cursor of the same filter; null for all of them
     * @throws InvalidStateStoreException if one of the partitions is not, or no longer, here
     */
    public SessionTally count(SessionFilter filter, @Nullable Cursor after, Collection<Integer> partitions) {
        if (after == null && filter.equals(SessionFilter.ofTenant(filter.tenantId()))) {
            return counted(partitions, index -> index.count(filter.tenantId(), IndexField.KIND));
        }
        Optional<IndexEntry> exact = FilterIndex.exactly(filter);
        if (after == null && exact.isPresent()) {
            return counted(partitions, index -> index.count(filter.tenantId(), exact.get()));
        }
        long[] count = new long[1];
        Cursor cursor = visit(filter, after, partitions, session -> {
            count[0]++;
            return true;
        });
        return new SessionTally(count[0], cursor);
    }

    /** Takes a session, and says whether there may be more. */
    private interface Visitor {
        boolean visit(Session session);
    }

    /** Visits the matches; where it goes on if it stopped before the end. */
    private @Nullable Cursor visit(
            SessionFilter filter, @Nullable Cursor after, Collection<Integer> partitions, Visitor visitor) {
        try (SessionScan scan = scan(filter, after == null ? null : after.sessionKey(), partitions)) {
            boolean more = true;
            String lastKey = "";
            for (int lookedAt = 0; scan.hasNext(); lookedAt++) {
                if (!more || lookedAt == lookedAtMax) {
                    return Cursor.after(lastKey, filter);
                }
                KeyValue<SessionKey, byte[]> next = scan.next();
                lastKey = next.key.sessionKey();
                if (next.value != null) {
                    Session session = CODEC.get().decode(next.key, next.value);
                    more = !filter.matches(session) || visitor.visit(session);
                }
            }
        }
        return null;
    }

    private SessionScan scan(SessionFilter filter, @Nullable String after, Collection<Integer> partitions) {
        return FilterIndex.of(filter)
                .<SessionScan>map(entry -> new IndexScan(stores, partitions, filter.tenantId(), entry, after))
                .orElseGet(() -> new TenantScan(stores, partitions, filter.tenantId(), after));
    }

    private SessionTally counted(Collection<Integer> partitions, ToLongFunction<IndexReader> count) {
        long total = 0;
        for (int partition : partitions) {
            total += count.applyAsLong(new IndexReader(stores.index(partition)));
        }
        return new SessionTally(total, null);
    }

    private SortedMap<Integer, Long> reached(Collection<Integer> partitions) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        for (int partition : partitions) {
            byte[] counts = stores.progress(partition)
                    .get(Bytes.wrap(Integer.toString(partition).getBytes(StandardCharsets.UTF_8)));
            if (counts != null) {
                offsets.put(partition, ProgressCounts.of(counts).get(Count.LAST_OFFSET));
            }
        }
        return offsets;
    }
}
