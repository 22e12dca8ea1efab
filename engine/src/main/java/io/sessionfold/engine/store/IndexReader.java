package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads under what sessions are found. A hit says where to look: whether it still holds, the row alone knows (INV-7). */
public final class IndexReader {

    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

    public IndexReader(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * The hits of an entry, in the order of the session keys; to be closed.
     *
     * @param after a session key to begin behind; null for the first
     */
    public KeyValueIterator<Bytes, byte[]> hits(String tenantId, IndexEntry entry, @Nullable String after) {
        Bytes from = after == null ? IndexKeys.first(tenantId, entry) : IndexKeys.behind(tenantId, entry, after);
        return store.range(from, IndexKeys.last(tenantId, entry));
    }

    /** How many hits an entry has. */
    public long count(String tenantId, IndexEntry entry) {
        return count(IndexKeys.first(tenantId, entry), IndexKeys.last(tenantId, entry));
    }

    /** How many hits a field has, whatever its value: of {@link IndexField#KIND}, as many as there are sessions. */
    public long count(String tenantId, IndexField field) {
        return count(IndexKeys.first(tenantId, field), IndexKeys.last(tenantId, field));
    }

    /** The session that a hit of this tenant is about. */
    public static SessionKey session(String tenantId, Bytes hit) {
        return IndexKeys.session(tenantId, hit);
    }

    private long count(Bytes from, Bytes to) {
        long count = 0;
        try (KeyValueIterator<Bytes, byte[]> hits = store.range(from, to)) {
            while (hits.hasNext()) {
                hits.next();
                count++;
            }
        }
        return count;
    }
}
