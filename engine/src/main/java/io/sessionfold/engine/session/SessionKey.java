package io.sessionfold.engine.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A session's stable name: the tenant, and the key inside that tenant (INV-37).
 *
 * @param tenantId matches {@code [A-Za-z0-9._-]{1,128}}
 * @param sessionKey 1 to 512 bytes of printable UTF-8 without a slash
 */
public record SessionKey(String tenantId, String sessionKey) implements Comparable<SessionKey> {

    /** The longest session key, in UTF-8 bytes: what five public gateways use stays under 300. */
    public static final int SESSION_KEY_BYTES_MAX = 512;

    private static final int TENANT_CHARS_MAX = 128;

    /** Reads a record key {@code tenantId/sessionKey}; empty if it is not one. */
    public static Optional<SessionKey> parse(String recordKey) {
        int slash = recordKey.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        SessionKey key = new SessionKey(recordKey.substring(0, slash), recordKey.substring(slash + 1));
        return key.isValid() ? Optional.of(key) : Optional.empty();
    }

    /** Whether both parts keep to their rules. */
    public boolean isValid() {
        return isTenant(tenantId) && isSessionKey(sessionKey);
    }

    /** The Kafka record key, {@code tenantId/sessionKey}. */
    public String recordKey() {
        return tenantId + '/' + sessionKey;
    }

    @Override
    public int compareTo(SessionKey other) {
        int byTenant = tenantId.compareTo(other.tenantId);
        return byTenant != 0 ? byTenant : sessionKey.compareTo(other.sessionKey);
    }

    @Override
    public String toString() {
        return recordKey();
    }

    /** Whether a text may stand behind the tenant in a record key. */
    static boolean isSessionKey(String text) {
        return !text.isEmpty()
                && text.length() <= SESSION_KEY_BYTES_MAX
                && text.getBytes(StandardCharsets.UTF_8).length <= SESSION_KEY_BYTES_MAX
                && isPrintable(text);
    }

    /** Without a regular expression: every record key comes through here. */
    private static boolean isTenant(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean isAllowed = isLetter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            if (!isAllowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= TENANT_CHARS_MAX;
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!isPrintable(codePoint)) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return true;
    }

    private static boolean isPrintable(int codePoint) {
        return codePoint != '/'
                && switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
