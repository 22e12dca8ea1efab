package io.sessionfold.tests.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest over a session's history, written a second time from its definition alone (INV-45):
 * {@code SHA-256(previous || int64 recordTime || 32-byte fingerprint of the writer schema || body)}.
 */
public final class DigestChain {

    private byte[] last = new byte[32];

    /** Takes in the next event of the session. */
    public void add(long recordTimeMs, byte[] fingerprint, byte[] framed) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(last);
        all.writeBytes(ByteBuffer.allocate(8).putLong(recordTimeMs).array());
        all.writeBytes(fingerprint);
        all.write(framed, EventBytes.BODY_OFFSET, framed.length - EventBytes.BODY_OFFSET);
        try {
            last = MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }

    /** The digest so far, in 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(last);
    }
}
