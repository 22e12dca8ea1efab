package io.sessionfold.engine.store;

import java.nio.ByteBuffer;

/**
 * A parked event as it is kept. Bytes: a format byte, the int64 record time, big-endian, then the record's value as it
 * stands in the log. The array is shared; nobody writes to it.
 */
public final class ParkedValue {

    private static final byte FORMAT = 1;

    private final long recordTimeMs;
    private final byte[] framed;

    /**
     * @param recordTimeMs Kafka's append time, in milliseconds since 1970
     * @param framed the record's value as it stands in the log
     */
    public ParkedValue(long recordTimeMs, byte[] framed) {
        this.recordTimeMs = recordTimeMs;
        this.framed = framed;
    }

    /** Reads what was kept; another format is an error. */
    public static ParkedValue of(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        byte format = bytes.get();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "Expected a parked event in format " + FORMAT + ", but it is in format " + format);
        }
        long recordTimeMs = bytes.getLong();
        byte[] framed = new byte[bytes.remaining()];
        bytes.get(framed);
        return new ParkedValue(recordTimeMs, framed);
    }

    public long recordTimeMs() {
        return recordTimeMs;
    }

    public byte[] framed() {
        return framed;
    }

    /** The stored form. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(1 + Long.BYTES + framed.length)
                .put(FORMAT)
                .putLong(recordTimeMs)
                .put(framed)
                .array();
    }
}
