package io.sessionfold.client.events;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Which session an event is about; its record key is {@code tenantId/sessionKey}.
 *
 * @param tenantId letters, digits, dot, underscore and hyphen, at most 128
 * @param sessionKey printable, without a slash, 1 to 512 bytes in UTF-8
 */
public record SessionAddress(String tenantId, String sessionKey) {

    private static final int KEY_BYTES_MAX = 512;

    /** What stands in the events topic under it is about the topic's partitions, and of no session. */
    private static final String RESERVED_TENANT = "sessionfold";

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** An address; a name that the contract does not allow is an {@link IllegalArgumentException}. */
    public SessionAddress {
        if (!TENANT.matcher(tenantId).matches()) {
            throw new IllegalArgumentException(
                    "Expected a tenant of 1 to 128 letters, digits, '.', '_' or '-', but it was '" + tenantId + "'");
        }
        if (tenantId.equals(RESERVED_TENANT)) {
            throw new IllegalArgumentException("Expected a tenant, but '" + tenantId + "' is the engine's own");
        }
        int bytes = sessionKey.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > KEY_BYTES_MAX || !sessionKey.codePoints().allMatch(SessionAddress::isPrintable)) {
            throw new IllegalArgumentException(
                    "Expected a session key of 1 to 512 printable bytes without '/', but it was '" + sessionKey + "'");
        }
    }

    public static SessionAddress of(String tenantId, String sessionKey) {
        return new SessionAddress(tenantId, sessionKey);
    }

    /** The record key. */
    String recordKey() {
        return tenantId + '/' + sessionKey;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != '/';
        };
    }
}
