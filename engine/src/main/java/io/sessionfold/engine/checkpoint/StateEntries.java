package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointState;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the fold keeps of one key, as one entry for each store that has something of it; the entries of a key stand side by
 * side. Each is as large as what the store has, so that a topic with the limits of the changelogs takes it. Not
 * thread-safe.
 */
final class StateEntries {

    private final SessionCodec sessions = new SessionCodec();
    private final GuardCodec guards = new GuardCodec();
    private @Nullable SessionKey key;
    private FoldState state = FoldState.NONE;

    /** The entries of a state that is not empty. */
    List<CheckpointState> write(SessionKey written, FoldState whole) {
        List<CheckpointState> entries = new ArrayList<>();
        Session session = whole.session();
        if (session != null) {
            entries.add(entry(StoreNames.SESSIONS, written, sessions.encode(session)));
        }
        if (!whole.guards().byKey().isEmpty()) {
            entries.add(entry(StoreNames.RETRY_GUARDS, written, guards.encode(whole.guards())));
        }
        return entries;
    }

    /** Takes the next entry; tells the state before it if that is complete. */
    void read(CheckpointState entry, BiConsumer<SessionKey, FoldState> visitor) {
        SessionKey next = StoredKeys.sessionKey(Bytes.wrap(CheckpointCodec.bytes(entry.getKey())));
        if (!next.equals(key)) {
            finish(visitor);
            key = next;
        }
        byte[] value = CheckpointCodec.bytes(entry.getValue());
        switch (entry.getStore()) {
            case StoreNames.SESSIONS -> state = new FoldState(sessions.decode(next, value), state.guards());
            case StoreNames.RETRY_GUARDS -> state = new FoldState(state.session(), guards.decode(value));
            default ->
                throw new CheckpointException(
                        "Expected a checkpoint to have states of sessions and retry guards, but it has one of the store '"
                                + entry.getStore() + "': a newer engine wrote it; begin from it with that one");
        }
    }

    /** Tells the last state. */
    void finish(BiConsumer<SessionKey, FoldState> visitor) {
        if (key != null) {
            visitor.accept(key, state);
        }
        key = null;
        state = FoldState.NONE;
    }

    private static CheckpointState entry(String store, SessionKey key, byte[] value) {
        return new CheckpointState(store, ByteBuffer.wrap(StoredKeys.bytes(key).get()), ByteBuffer.wrap(value));
    }
}
