package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.IndexEntry;
import io.sessionfold.engine.store.IndexReader;
import io.sessionfold.engine.store.StoredKeys;
import java.util.Collection;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** The sessions of one tenant that an entry of the index names. Whether they are what was asked for, their rows say. */
final class IndexScan implements SessionScan {

    private final LocalStores stores;
    private final String tenantId;
    private final StoreMerge hits;

    /** @param after a session key to begin behind; null for the first */
    IndexScan(
            LocalStores stores,
            Collection<Integer> partitions,
            String tenantId,
            IndexEntry entry,
            @Nullable String after) {
        this.stores = stores;
        this.tenantId = tenantId;
        this.hits = new StoreMerge(
                partitions, partition -> new IndexReader(stores.index(partition)).hits(tenantId, entry, after));
    }

    @Override
    public boolean hasNext() {
        return hits.hasNext();
    }

    @Override
    public KeyValue<SessionKey, byte[]> next() {
        int partition = hits.partition();
        SessionKey key = IndexReader.session(tenantId, hits.next().key);
        return KeyValue.pair(key, stores.sessions(partition).get(StoredKeys.bytes(key)));
    }

    @Override
    public void close() {
        hits.close();
    }
}
