package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointState;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedEntries;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
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
    private final NavigableMap<Long, ParkedValue> parked = new TreeMap<>();

    /** The entries of a state that is not empty, and of what is parked behind it. */
    List<CheckpointState> write(SessionKey written, FoldState whole, NavigableMap<Long, ParkedValue> waiting) {
        List<CheckpointState> entries = new ArrayList<>();
        Session session = whole.session();
        if (session != null) {
            entries.add(entry(StoreNames.SESSIONS, written, sessions.encode(session)));
        }
        if (!whole.guards().byKey().isEmpty()) {
            entries.add(entry(StoreNames.RETRY_GUARDS, written, guards.encode(whole.guards())));
        }
        waiting.forEach((offset, event) -> entries.add(new CheckpointState(
                StoreNames.PARKED_EVENTS,
                ByteBuffer.wrap(ParkedEntries.key(written, offset).get()),
                ByteBuffer.wrap(event.toBytes()))));
        return entries;
    }

    /** Takes the next entry; tells the state before it if that is complete. */
    void read(CheckpointState entry, Consumer<CheckpointedState> visitor) {
        byte[] stored = CheckpointCodec.bytes(entry.getKey());
        byte[] value = CheckpointCodec.bytes(entry.getValue());
        try {
            take(entry.getStore(), stored, value, visitor);
        } catch (AvroRuntimeException | IllegalStateException | IllegalArgumentException | BufferUnderflowException e) {
            throw new CheckpointException(
                    "Expected a checkpoint to have values as the store %s has them, but one cannot be read (%s): whoever wrote it was no engine"
                            .formatted(entry.getStore(), e.getMessage()),
                    e);
        }
    }

    private void take(String store, byte[] stored, byte[] value, Consumer<CheckpointedState> visitor) {
        switch (store) {
            case StoreNames.SESSIONS -> {
                SessionKey next = StoredKeys.sessionKey(Bytes.wrap(stored));
                turnTo(next, visitor);
                state = new FoldState(sessions.decode(next, value), state.guards());
            }
            case StoreNames.RETRY_GUARDS -> {
                turnTo(StoredKeys.sessionKey(Bytes.wrap(stored)), visitor);
                state = new FoldState(state.session(), guards.decode(value));
            }
            case StoreNames.PARKED_EVENTS -> {
                turnTo(ParkedEntries.sessionKey(stored), visitor);
                parked.put(ParkedEntries.offset(stored), ParkedValue.of(value));
            }
            default ->
                throw new CheckpointException(
                        "Expected a checkpoint to have sessions, retry guards and parked events, but it has something of the store '"
                                + store + "': a newer engine wrote it; begin from it with that one");
        }
    }

    /** Tells the last state. */
    void finish(Consumer<CheckpointedState> visitor) {
        if (key != null) {
            visitor.accept(new CheckpointedState(key, state, parked));
        }
        key = null;
        state = FoldState.NONE;
        parked.clear();
    }

    private void turnTo(SessionKey next, Consumer<CheckpointedState> visitor) {
        if (!next.equals(key)) {
            finish(visitor);
            key = next;
        }
    }

    private static CheckpointState entry(String store, SessionKey key, byte[] value) {
        return new CheckpointState(store, ByteBuffer.wrap(StoredKeys.bytes(key).get()), ByteBuffer.wrap(value));
    }
}
