package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whose records are verified; decided by the bytes of a record key, before anything is decoded. */
public sealed interface Scope {

    /** Whether records under a key belong to it. */
    boolean includes(byte @Nullable [] recordKey);

    /** Everything, conservation included. */
    record Everything() implements Scope {
        @Override
        public boolean includes(byte @Nullable [] recordKey) {
            return true;
        }
    }

    /** One tenant's sessions and applications. */
    record Tenant(String tenantId) implements Scope {
        @Override
        public boolean includes(byte @Nullable [] recordKey) {
            byte[] prefix = (tenantId + '/').getBytes(StandardCharsets.UTF_8);
            return recordKey != null
                    && recordKey.length >= prefix.length
                    && Arrays.equals(recordKey, 0, prefix.length, prefix, 0, prefix.length);
        }
    }

    /** One session. */
    record OneSession(SessionKey key) implements Scope {
        @Override
        public boolean includes(byte @Nullable [] recordKey) {
            return recordKey != null && Arrays.equals(recordKey, key.recordKey().getBytes(StandardCharsets.UTF_8));
        }
    }
}
