package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Whose events are folded: chosen by the bytes of the record key, before anything is decoded. What belongs to no session,
 * because it is about the log itself, is always folded.
 */
public final class Scope {

    /** Everybody's. */
    public static final Scope ALL = new Scope("all", null, null);

    private static final byte[] OF_THE_LOG = "sessionfold/".getBytes(StandardCharsets.UTF_8);

    private final String name;
    private final byte @Nullable [] prefix;
    private final byte @Nullable [] key;

    private Scope(String name, byte @Nullable [] prefix, byte @Nullable [] key) {
        this.name = name;
        this.prefix = prefix;
        this.key = key;
    }

    /** One tenant's. */
    public static Scope tenant(String tenantId) {
        return new Scope("tenant " + tenantId, (tenantId + '/').getBytes(StandardCharsets.UTF_8), null);
    }

    /** One session's; they are all on one partition. */
    public static Scope session(SessionKey session) {
        return new Scope("session " + session, null, StoredKeys.bytes(session).get());
    }

    /** Whether a record is folded. */
    public boolean takes(byte @Nullable [] recordKey) {
        if (prefix == null && key == null) {
            return true;
        }
        if (recordKey == null) {
            return false;
        }
        boolean isChosen = key != null ? Arrays.equals(key, recordKey) : startsWith(recordKey, prefix);
        return isChosen || startsWith(recordKey, OF_THE_LOG);
    }

    /** The only partition that has to be read; empty if all have to. */
    public OptionalInt onlyPartition(int partitions) {
        return key == null ? OptionalInt.empty() : OptionalInt.of(BuiltInPartitioner.partitionForKey(key, partitions));
    }

    /** In words: {@code all}, {@code tenant T} or {@code session T/S}. */
    @Override
    public String toString() {
        return name;
    }

    private static boolean startsWith(byte[] bytes, byte @Nullable [] prefix) {
        return prefix != null
                && bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
