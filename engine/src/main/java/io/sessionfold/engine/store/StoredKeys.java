package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** The keys of the stores that hold something per session: the bytes of the record key, in UTF-8. */
public final class StoredKeys {

    private StoredKeys() {}

    /** The bytes under which what belongs to a session is stored. */
    public static Bytes bytes(SessionKey key) {
        return Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8));
    }

    /** The session of stored key bytes. */
    public static SessionKey sessionKey(Bytes key) {
        String recordKey = new String(key.get(), StandardCharsets.UTF_8);
        return SessionKey.parse(recordKey)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a stored key to be tenantId/sessionKey, but it was '" + recordKey + "'"));
    }
}
