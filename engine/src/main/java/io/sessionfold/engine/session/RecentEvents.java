package io.sessionfold.engine.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The last events that were decided for a session, oldest first: an 8-byte hash of each eventId and the byte of its
 * decision (INV-21). Packed, because every put of a session carries it.
 */
public final class RecentEvents {

    /** How many are remembered: a redelivery comes within the in-flight window of a producer, which is far smaller. */
    public static final int CAPACITY = 64;

    /** None yet. */
    public static final RecentEvents NONE = new RecentEvents(new byte[0]);

    private static final int ENTRY_BYTES = Long.BYTES + 1;

    private final byte[] packed;

    private RecentEvents(byte[] packed) {
        this.packed = packed;
    }

    /** Reads the packed form: 9 bytes an event, at most {@link #CAPACITY} events. */
    public static RecentEvents of(byte[] packed) {
        if (packed.length % ENTRY_BYTES != 0 || packed.length > CAPACITY * ENTRY_BYTES) {
            throw new IllegalArgumentException("Expected recent events to be at most " + CAPACITY + " entries of "
                    + ENTRY_BYTES + " bytes, but there were " + packed.length + " bytes");
        }
        return new RecentEvents(packed);
    }

    /** The code of the decision on an event, if it is remembered. */
    public OptionalInt find(String eventId) {
        int at = indexOf(hash(eventId));
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(packed[at + Long.BYTES]);
    }

    /** With one more decision; a decision on an event that is remembered already replaces the earlier one. */
    public RecentEvents with(String eventId, byte code) {
        long hash = hash(eventId);
        int at = indexOf(hash);
        if (at >= 0) {
            byte[] replaced = packed.clone();
            replaced[at + Long.BYTES] = code;
            return new RecentEvents(replaced);
        }
        int kept = Math.min(packed.length, (CAPACITY - 1) * ENTRY_BYTES);
        byte[] next = new byte[kept + ENTRY_BYTES];
        System.arraycopy(packed, packed.length - kept, next, 0, kept);
        ByteBuffer.wrap(next, kept, ENTRY_BYTES).putLong(hash).put(code);
        return new RecentEvents(next);
    }

    /** Without the decision on an event; the same if it is not remembered. */
    public RecentEvents without(String eventId) {
        int at = indexOf(hash(eventId));
        if (at < 0) {
            return this;
        }
        byte[] next = new byte[packed.length - ENTRY_BYTES];
        System.arraycopy(packed, 0, next, 0, at);
        System.arraycopy(packed, at + ENTRY_BYTES, next, at, next.length - at);
        return new RecentEvents(next);
    }

    /** The packed form; nobody writes to it. */
    public byte[] packed() {
        return packed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecentEvents that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return "RecentEvents[" + packed.length / ENTRY_BYTES + "]";
    }

    private int indexOf(long hash) {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        for (int at = packed.length - ENTRY_BYTES; at >= 0; at -= ENTRY_BYTES) {
            if (entries.getLong(at) == hash) {
                return at;
            }
        }
        return -1;
    }

    /** The first 8 bytes of SHA-256: nobody can make two event ids collide on purpose at a useful price. */
    private static long hash(String eventId) {
        return ByteBuffer.wrap(HistoryDigest.sha256().digest(eventId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
