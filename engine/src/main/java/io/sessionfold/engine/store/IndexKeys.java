package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stored keys of the index:
 *
 * <pre>
 *   tenantId | 0x00 | field | 16 bytes of SHA-256 of the value | sessionKey
 * </pre>
 *
 * <p>Of one value, they are in the order of the session keys, as the rows are. A value is hashed because it may be a
 * kilobyte of text; two that meet in their hash cost one look at a row each.
 */
final class IndexKeys {

    private static final int HASH_BYTES = 16;

    /** Ends every range: in UTF-8 no byte is so large. */
    private static final byte AFTER_ALL = (byte) 0xff;

    private static final byte NUL = 0;

    private IndexKeys() {}

    /** The key of one entry of one session. */
    static Bytes key(SessionKey session, IndexEntry entry) {
        return Bytes.wrap(join(value(session.tenantId(), entry), utf8(session.sessionKey())));
    }

    /** Where the sessions of an entry begin. */
    static Bytes first(String tenantId, IndexEntry entry) {
        return Bytes.wrap(value(tenantId, entry));
    }

    /** Where those behind a session key begin: no session key has a NUL in it. */
    static Bytes behind(String tenantId, IndexEntry entry, String sessionKey) {
        return Bytes.wrap(join(value(tenantId, entry), join(utf8(sessionKey), new byte[] {NUL})));
    }

    /** Where the sessions of an entry end. */
    static Bytes last(String tenantId, IndexEntry entry) {
        return Bytes.wrap(join(value(tenantId, entry), new byte[] {AFTER_ALL}));
    }

    /** Where a field begins, whatever its value. */
    static Bytes first(String tenantId, IndexField field) {
        return Bytes.wrap(field(tenantId, field.code()));
    }

    /** Where it ends: where the next code would begin, which is no key by itself. */
    static Bytes last(String tenantId, IndexField field) {
        return Bytes.wrap(field(tenantId, (byte) (field.code() + 1)));
    }

    /** The session of a stored key of this tenant. */
    static SessionKey session(String tenantId, Bytes key) {
        int from = utf8(tenantId).length + 2 + HASH_BYTES;
        byte[] bytes = key.get();
        return new SessionKey(tenantId, new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
    }

    private static byte[] value(String tenantId, IndexEntry entry) {
        byte[] hash = Arrays.copyOf(sha256().digest(utf8(entry.value())), HASH_BYTES);
        return join(field(tenantId, entry.field().code()), hash);
    }

    private static byte[] field(String tenantId, byte code) {
        return join(utf8(tenantId), new byte[] {NUL, code});
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
