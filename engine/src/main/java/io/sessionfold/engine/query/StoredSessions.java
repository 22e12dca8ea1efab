package io.sessionfold.engine.query;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** What stands in this instance's stores under one key, decoded. Thread-safe. */
final class StoredSessions {

    private static final ThreadLocal<SessionCodec> SESSIONS = ThreadLocal.withInitial(SessionCodec::new);
    private static final ThreadLocal<GuardCodec> GUARDS = ThreadLocal.withInitial(GuardCodec::new);

    /** Before the first record of a partition. */
    private static final long NOTHING_FOLDED = -1;

    private final LocalStores stores;

    StoredSessions(LocalStores stores) {
        this.stores = stores;
    }

    /** The session under a key. */
    Optional<Session> session(int partition, SessionKey key) {
        return Optional.ofNullable(stores.sessions(partition).get(StoredKeys.bytes(key)))
                .map(value -> SESSIONS.get().decode(key, value));
    }

    /** The session under a key in a copy, or in a store that is on its way to or from another instance. */
    Optional<Session> copy(int partition, SessionKey key) {
        return Optional.ofNullable(stores.copies(partition).get(StoredKeys.bytes(key)))
                .map(value -> SESSIONS.get().decode(key, value));
    }

    /** The guards beside a session. */
    RetryGuards guards(int partition, SessionKey key) {
        byte[] value = stores.guards(partition).get(StoredKeys.bytes(key));
        return value == null ? RetryGuards.NONE : GUARDS.get().decode(value);
    }

    /**
     * The offset of the last record that the owner's task has decided. The fold writes it after everything else of that
     * record, so that whatever is read after it reaches at least as far.
     */
    long foldedTo(int partition) {
        byte[] value = stores.progress(partition)
                .get(Bytes.wrap(Integer.toString(partition).getBytes(StandardCharsets.UTF_8)));
        return value == null ? NOTHING_FOLDED : ProgressCounts.of(value).get(Count.LAST_OFFSET);
    }
}
