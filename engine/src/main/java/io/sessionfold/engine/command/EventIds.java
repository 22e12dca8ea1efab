package io.sessionfold.engine.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that the same request gets again, so that a repeat of it is known as one (INV-21). */
public final class EventIds {

    /** 128 bits: nobody finds two requests of one id. */
    private static final int BYTES = 16;

    private EventIds() {}

    /** The id made of these parts, in this order: 32 lower-case hex digits. */
    public static String derived(String... parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    /** The fingerprint of a request: SHA-256 in 64 lower-case hex digits. */
    public static String fingerprint(byte[] canonical) {
        return HexFormat.of().formatHex(sha256().digest(canonical));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256", e);
        }
    }
}
