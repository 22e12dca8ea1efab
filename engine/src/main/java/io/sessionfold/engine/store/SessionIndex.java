package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The index of one task's sessions, in a RocksDB store with a changelog (docs/adr/0018). The values say nothing. */
public final class SessionIndex implements IndexWriter {

    private static final byte[] PRESENT = {};

    private final KeyValueStore<Bytes, byte[]> store;

    public SessionIndex(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The bytes under which an entry of a session is stored. */
    public static Bytes keyBytes(SessionKey key, IndexEntry entry) {
        return IndexKeys.key(key, entry);
    }

    @Override
    public void add(SessionKey key, Set<IndexEntry> entries) {
        for (IndexEntry entry : entries) {
            store.put(keyBytes(key, entry), PRESENT);
        }
    }

    @Override
    public void remove(SessionKey key, Set<IndexEntry> entries) {
        for (IndexEntry entry : entries) {
            store.delete(keyBytes(key, entry));
        }
    }
}
