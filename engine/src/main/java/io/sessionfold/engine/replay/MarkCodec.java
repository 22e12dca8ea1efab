package io.sessionfold.engine.replay;

import io.sessionfold.engine.store.ProgressCounts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A mark as bytes, big-endian: the next offset as int64, the offset where the states begin as int64, the size of the
 * checkpoint's id as int32 and the id as UTF-8, -1 and nothing if there is none, then the counts.
 */
final class MarkCodec {

    private static final int NONE = -1;

    private MarkCodec() {}

    static byte[] encode(Mark mark) {
        String id = mark.begun().checkpointId();
        byte[] name = id == null ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
        byte[] counts = mark.counts().toBytes();
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + name.length + counts.length)
                .putLong(mark.next())
                .putLong(mark.begun().offset())
                .putInt(id == null ? NONE : name.length)
                .put(name)
                .put(counts)
                .array();
    }

    static Mark decode(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        long next = bytes.getLong();
        long offset = bytes.getLong();
        int size = bytes.getInt();
        byte[] name = new byte[Math.max(0, size)];
        bytes.get(name);
        byte[] counts = new byte[bytes.remaining()];
        bytes.get(counts);
        String id = size == NONE ? null : new String(name, StandardCharsets.UTF_8);
        return new Mark(next, ProgressCounts.of(counts), new Begun(offset, id));
    }
}
