package io.sessionfold.engine.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the index, in the order in which it is read: what belongs to one session, and of it one kind, lies together.
 *
 * <pre>
 * int32 partition | record key, UTF-8 | 0x00 | kind | int64 event offset | int64 which of them
 * 0xFFFFFFFF      | 'p' | int32 partition                                    how far a partition is indexed
 * 0xFFFFFFFF      | 'l'                                                      which log, in which form
 * </pre>
 *
 * All numbers big-endian; no record key has a byte 0x00. "Which of them" is a row's stateVersion, a refusal's own offset,
 * and 0 for an event.
 */
final class HistoryKeys {

    static final byte EVENT = 1;
    static final byte ROW = 2;
    static final byte REFUSAL = 3;

    private static final int META = -1;
    private static final int TAIL_BYTES = 2 * Long.BYTES;

    private HistoryKeys() {}

    static byte[] of(int partition, String recordKey, byte kind, long offset, long which) {
        return of(partition, recordKey.getBytes(StandardCharsets.UTF_8), kind, offset, which);
    }

    static byte[] of(int partition, byte[] recordKey, byte kind, long offset, long which) {
        return ByteBuffer.allocate(Integer.BYTES + recordKey.length + 2 + TAIL_BYTES)
                .putInt(partition)
                .put(recordKey)
                .put((byte) 0)
                .put(kind)
                .putLong(offset)
                .putLong(which)
                .array();
    }

    /** What all keys of one kind and session begin with. */
    static byte[] prefix(int partition, String recordKey, byte kind) {
        byte[] key = of(partition, recordKey, kind, 0, 0);
        byte[] prefix = new byte[key.length - TAIL_BYTES];
        System.arraycopy(key, 0, prefix, 0, prefix.length);
        return prefix;
    }

    static long offset(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - TAIL_BYTES);
    }

    static long which(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    /** Where a partition's keys begin; those of the next one end them. */
    static byte[] partition(int partition) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
    }

    static byte[] progress(int partition) {
        return ByteBuffer.allocate(2 * Integer.BYTES + 1)
                .putInt(META)
                .put((byte) 'p')
                .putInt(partition)
                .array();
    }

    static byte[] log() {
        return ByteBuffer.allocate(Integer.BYTES + 1)
                .putInt(META)
                .put((byte) 'l')
                .array();
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && java.util.Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
