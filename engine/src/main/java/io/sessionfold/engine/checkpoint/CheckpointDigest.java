package io.sessionfold.engine.checkpoint;

import io.sessionfold.wire.WireFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash of a checkpoint on one partition: SHA-256 over its records before the end, in order, of each the size of its
 * value without the frame as int32 big-endian and then that value. The beginning is among them, so that nobody moves a
 * position by accident. Not thread-safe.
 */
final class CheckpointDigest {

    private final MessageDigest sha256;

    CheckpointDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        }
    }

    /** Adds a record's value, as it stands in the topic. */
    void add(byte[] framed) {
        int size = framed.length - WireFormat.BODY_OFFSET;
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(size).array());
        sha256.update(framed, WireFormat.BODY_OFFSET, size);
    }

    /** The hash, once everything was added. */
    ByteBuffer result() {
        return ByteBuffer.wrap(sha256.digest());
    }
}
