package io.sessionfold.engine.codec;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds dead letters: why, where from, the hash of the whole value, and its first 64 KiB. */
public final class DeadLetters {

    /** How much of a value or key is kept, in bytes: enough to see what it was, small enough to always be written. */
    public static final int KEPT_BYTES_MAX = 64 * 1024;

    private DeadLetters() {}

    static DeadLetter of(DeadLetterCode code, String detail, LogRecord record) {
        byte[] value = orEmpty(record.value());
        return new DeadLetter(
                code,
                detail + " (" + record.at() + ")",
                Parts.position(record.at()),
                Instant.ofEpochMilli(record.recordTimeMs()),
                ByteBuffer.wrap(sha256(value)),
                value.length,
                record.key() == null ? null : ByteBuffer.wrap(kept(record.key())),
                ByteBuffer.wrap(kept(value)));
    }

    /** The part of a key or value that is kept. */
    public static byte[] kept(byte[] bytes) {
        return bytes.length <= KEPT_BYTES_MAX ? bytes : Arrays.copyOf(bytes, KEPT_BYTES_MAX);
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
