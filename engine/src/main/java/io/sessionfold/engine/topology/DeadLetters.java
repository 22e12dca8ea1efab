package io.sessionfold.engine.topology;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Builds dead letters: why, where from, the hash of the whole value, and its first 64 KiB. */
final class DeadLetters {

    /** How much of a value or key is kept, in bytes: enough to see what it was, small enough to always be written. */
    static final int KEPT_BYTES_MAX = 64 * 1024;

    private DeadLetters() {}

    static DeadLetter of(
            DeadLetterCode code,
            String detail,
            io.sessionfold.engine.session.Position at,
            Record<byte[], byte[]> record) {
        byte[] value = orEmpty(record.value());
        return new DeadLetter(
                code,
                detail + " (" + at + ")",
                new Position(at.topic(), at.partition(), at.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                ByteBuffer.wrap(sha256(value)),
                value.length,
                record.key() == null ? null : ByteBuffer.wrap(kept(record.key())),
                ByteBuffer.wrap(kept(value)));
    }

    static byte[] kept(byte[] bytes) {
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
