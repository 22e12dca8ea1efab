package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** The stored sessions of one tenant in the order of their keys: a k-way merge of one range scan per partition. */
final class TenantScan implements AutoCloseable {

    /** The character after the slash: every record key of a tenant is below {@code tenant0}. */
    private static final char AFTER_SLASH = '/' + 1;

    /** No key has it, so that {@code key + NUL} is the first key after a key. */
    private static final char NUL = '\0';

    private final List<KeyValueIterator<Bytes, byte[]>> opened = new ArrayList<>();
    private final PriorityQueue<KeyValueIterator<Bytes, byte[]>> heads =
            new PriorityQueue<>(Comparator.comparing(KeyValueIterator::peekNextKey));

    /** @param after a cursor to begin behind; null for the first key */
    TenantScan(LocalStores stores, List<Integer> partitions, String tenantId, @Nullable Cursor after) {
        Bytes from = bytes(tenantId + '/' + (after == null ? "" : after.sessionKey() + NUL));
        Bytes to = bytes(tenantId + AFTER_SLASH);
        try {
            for (int partition : partitions) {
                KeyValueIterator<Bytes, byte[]> rows =
                        stores.sessions(partition).range(from, to);
                opened.add(rows);
                if (rows.hasNext()) {
                    heads.add(rows);
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    boolean hasNext() {
        return !heads.isEmpty();
    }

    KeyValue<SessionKey, byte[]> next() {
        KeyValueIterator<Bytes, byte[]> rows = heads.remove();
        KeyValue<Bytes, byte[]> next = rows.next();
        if (rows.hasNext()) {
            heads.add(rows);
        }
        String recordKey = new String(next.key.get(), StandardCharsets.UTF_8);
        SessionKey key = SessionKey.parse(recordKey)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a stored key to be tenantId/sessionKey, but it was " + recordKey));
        return KeyValue.pair(key, next.value);
    }

    @Override
    public void close() {
        opened.forEach(KeyValueIterator::close);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
