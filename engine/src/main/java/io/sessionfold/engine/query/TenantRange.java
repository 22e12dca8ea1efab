package io.sessionfold.engine.query;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.IntFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The record keys of one tenant, {@code tenantId/…}, in a store that is ordered by them. */
record TenantRange(Bytes from, Bytes to) {

    /** The character after the slash: every record key of a tenant is below {@code tenant0}. */
    private static final char AFTER_SLASH = '/' + 1;

    /** No key has it, so that {@code key + NUL} is the first key after a key. */
    private static final char NUL = '\0';

    /** @param after what stands behind the slash in the key to begin behind; null for the first */
    static TenantRange of(String tenantId, @Nullable String after) {
        return new TenantRange(
                bytes(tenantId + '/' + (after == null ? "" : after + NUL)), bytes(tenantId + AFTER_SLASH));
    }

    /** What is in it, over these partitions; to be closed. */
    StoreMerge scan(Collection<Integer> partitions, IntFunction<ReadOnlyKeyValueStore<Bytes, byte[]>> store) {
        return new StoreMerge(partitions, partition -> store.apply(partition).range(from, to));
    }

    /** What stands behind the slash in a record key of this tenant. */
    static String after(String tenantId, Bytes recordKey) {
        return new String(recordKey.get(), StandardCharsets.UTF_8).substring(tenantId.length() + 1);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
