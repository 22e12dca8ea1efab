package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import java.util.Collection;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Every stored session of one tenant. */
final class TenantScan implements SessionScan {

    private final StoreMerge rows;

    /** @param after a session key to begin behind; null for the first */
    TenantScan(LocalStores stores, Collection<Integer> partitions, String tenantId, @Nullable String after) {
        rows = TenantRange.of(tenantId, after).scan(partitions, stores::sessions);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<SessionKey, byte[]> next() {
        KeyValue<Bytes, byte[]> next = rows.next();
        return KeyValue.pair(StoredKeys.sessionKey(next.key), next.value);
    }

    @Override
    public void close() {
        rows.close();
    }
}
