package io.sessionfold.engine.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The chain over a session's history (INV-45): {@code SHA-256(previous || int64 recordTime || 32-byte fingerprint of the
 * writer schema || body as written)}, integers big-endian. Anybody can recompute it from the topic without folding.
 */
public final class HistoryDigest {

    /** The length of a digest, in bytes. */
    public static final int BYTES = 32;

    /** What stands before the first event: 32 zero bytes. */
    public static final HistoryDigest NONE = new HistoryDigest(new byte[BYTES]);

    private final byte[] bytes;

    private HistoryDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a digest; anything but 32 bytes is an error. */
    public static HistoryDigest of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "Expected a history digest to have " + BYTES + " bytes, but it had " + bytes.length);
        }
        return new HistoryDigest(bytes.clone());
    }

    /** The digest after one more event. */
    public HistoryDigest next(long recordTimeMs, EventBody body) {
        MessageDigest sha = sha256();
        sha.update(bytes);
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(recordTimeMs).flip());
        sha.update(body.writerFingerprint());
        sha.update(body.framed(), body.bodyOffset(), body.framed().length - body.bodyOffset());
        return new HistoryDigest(sha.digest());
    }

    /** A copy of the 32 bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistoryDigest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
