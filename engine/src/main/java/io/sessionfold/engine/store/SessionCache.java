package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions and guards of one task that were used last, decoded. Never newer than the stores: it is changed after a
 * put, emptied when anything is thrown, and made empty with the task.
 */
public final class SessionCache {

    /** How many are kept: at 2 KiB a decoded session, 20 MiB a task. */
    public static final int CAPACITY = 10_000;

    private final Map<SessionKey, Cached> entries = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionKey, Cached> eldest) {
            return size() > CAPACITY;
        }
    };

    /** A session as it stands in the store (null: it is not there) and its guards. */
    public record Cached(@Nullable Session session, RetryGuards guards) {}

    /** What is kept of a key; null if it has to be read. */
    public @Nullable Cached find(SessionKey key) {
        return entries.get(key);
    }

    /** Keeps what was just written or read. */
    public void keep(SessionKey key, Cached entry) {
        entries.put(key, entry);
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
    }
}
