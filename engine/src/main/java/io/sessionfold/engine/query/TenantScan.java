package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Every stored session of one tenant. */
final class TenantScan implements SessionScan {

    /** The character after the slash: every record key of a tenant is below {@code tenant0}. */
    private static final char AFTER_SLASH = '/' + 1;

    /** No key has it, so that {@code key + NUL} is the first key after a key. */
    private static final char NUL = '\0';

    private final StoreMerge rows;

    /** @param after a session key to begin behind; null for the first */
    TenantScan(LocalStores stores, Collection<Integer> partitions, String tenantId, @Nullable String after) {
        Bytes from = bytes(tenantId + '/' + (after == null ? "" : after + NUL));
        Bytes to = bytes(tenantId + AFTER_SLASH);
        rows = new StoreMerge(
                partitions, partition -> stores.sessions(partition).range(from, to));
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

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
