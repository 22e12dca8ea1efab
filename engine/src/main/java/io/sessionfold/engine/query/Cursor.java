package io.sessionfold.engine.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended: the last key that was looked at, and the filter's fingerprint, so that it continues that list and
 * no other.
 *
 * <p>Bytes: a format byte, the fingerprint as int64, the session key in UTF-8; in base64url.
 */
public record Cursor(String sessionKey, long filterFingerprint) {

    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = 1 + Long.BYTES;

    /** Longer than the longest key allows; what is longer is not decoded. */
    private static final int TEXT_MAX = 1_024;

    /** Behind a session of a filter's list. */
    public static Cursor after(String sessionKey, SessionFilter filter) {
        return new Cursor(sessionKey, filter.fingerprint());
    }

    /** A cursor in a tenant's applications, which are listed without a filter: it is one of no list of sessions. */
    public static Cursor afterApplication(String tenantId, String applicationId) {
        return new Cursor(applicationId, applications(tenantId));
    }

    /** Reads a cursor's text; empty if it is none. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= HEADER_BYTES || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        long fingerprint = buffer.getLong();
        return Optional.of(new Cursor(StandardCharsets.UTF_8.decode(buffer).toString(), fingerprint));
    }

    /** Whether it continues the list of this filter. */
    public boolean isOf(SessionFilter filter) {
        return filterFingerprint == filter.fingerprint();
    }

    /** Whether it continues the list of this tenant's applications. */
    public boolean isOfApplications(String tenantId) {
        return filterFingerprint == applications(tenantId);
    }

    /** The text that a caller sends back. */
    public String text() {
        byte[] key = sessionKey.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + key.length);
        buffer.put(FORMAT).putLong(filterFingerprint).put(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static long applications(String tenantId) {
        return ~SessionFilter.ofTenant(tenantId).fingerprint();
    }
}
