package io.sessionfold.engine.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the index knows of one published row: where it lies, and whose it was.
 *
 * @param offset of the event whose fold published it
 * @param stateVersion of the row: the rows of one event follow each other by it
 * @param rowOffset where the row lies in sessions-changed
 * @param deleted whether it is the row that tells of a deletion: a session's life ends with it
 * @param quarantined whether the session was in quarantine from here on
 * @param ownerUserId whose session it was
 */
record RowEntry(
        long offset, long stateVersion, long rowOffset, boolean deleted, boolean quarantined, String ownerUserId) {

    private static final int DELETED = 1;
    private static final int QUARANTINED = 2;

    static RowEntry of(byte[] key, byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        long rowOffset = buffer.getLong();
        int flags = buffer.get();
        byte[] owner = new byte[buffer.remaining()];
        buffer.get(owner);
        return new RowEntry(
                HistoryKeys.offset(key),
                HistoryKeys.which(key),
                rowOffset,
                (flags & DELETED) != 0,
                (flags & QUARANTINED) != 0,
                new String(owner, StandardCharsets.UTF_8));
    }

    byte[] value() {
        byte[] owner = ownerUserId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 1 + owner.length)
                .putLong(rowOffset)
                .put((byte) ((deleted ? DELETED : 0) | (quarantined ? QUARANTINED : 0)))
                .put(owner)
                .array();
    }

    /** Whether {@code next} is the row that was published after this one: no version between them is missing. */
    boolean isFollowedBy(RowEntry next) {
        return next.stateVersion == stateVersion + 1 || (deleted && next.stateVersion == 1);
    }
}
