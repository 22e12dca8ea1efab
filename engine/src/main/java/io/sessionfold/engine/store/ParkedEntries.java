package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The keys of parked events: the record key in UTF-8, a zero byte, which no key has, and the offset as a big-endian int64.
 * So the events of one session stand together, in the order of the log.
 */
public final class ParkedEntries {

    private ParkedEntries() {}

    /** What is told of each parked event. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Looks at one parked event.
         *
         * @param value as it is stored; {@link ParkedValue} reads it
         */
        void visit(long offset, byte[] value);
    }

    /** Visits the parked events of a session in the order of the log. */
    public static void forEach(ReadOnlyKeyValueStore<Bytes, byte[]> store, SessionKey key, Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> events = store.range(key(key, 0), key(key, Long.MAX_VALUE))) {
            while (events.hasNext()) {
                KeyValue<Bytes, byte[]> next = events.next();
                byte[] stored = next.key.get();
                visitor.visit(offset(stored), next.value);
            }
        }
    }

    /** The session of a stored key. */
    public static SessionKey sessionKey(byte[] stored) {
        return StoredKeys.sessionKey(Bytes.wrap(Arrays.copyOf(stored, stored.length - 1 - Long.BYTES)));
    }

    /** The record key in a stored key, which may be none of a session. */
    public static String recordKey(byte[] stored) {
        return new String(stored, 0, stored.length - 1 - Long.BYTES, StandardCharsets.UTF_8);
    }

    /** Whether some bytes can be a stored key. */
    public static boolean isKey(byte[] stored) {
        return stored.length > Long.BYTES && stored[stored.length - 1 - Long.BYTES] == 0;
    }

    /** The offset of a stored key. */
    public static long offset(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong(stored.length - Long.BYTES);
    }

    /** The stored key of an event. */
    public static Bytes key(SessionKey key, long offset) {
        byte[] recordKey = key.recordKey().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(recordKey.length + 1 + Long.BYTES)
                .put(recordKey)
                .put((byte) 0)
                .putLong(offset)
                .array());
    }
}
