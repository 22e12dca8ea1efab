package io.sessionfold.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** An API token: 256 random bits. Only its hash is kept, so that whoever reads the file cannot call. */
public final class ApiToken {

    private static final int RANDOM_BYTES = 32;

    /** Lets scanners for leaked secrets find one. */
    private static final String PREFIX = "sf_";

    private ApiToken() {}

    /** A new one. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Its SHA-256 in hexadecimal. No salt: what is hashed is no password, but random. */
    public static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
