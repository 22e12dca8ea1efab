package io.sessionfold.engine.codec;

import io.sessionfold.contract.SessionState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;

/**
 * Sessions to the bytes of the store and back. The key is not in the value. Not thread-safe: one per task or reader.
 */
public final class SessionCodec {

    private final StateFormat<SessionState> format =
            new StateFormat<>(SessionState.class, SessionState.getClassSchema());

    /** The stored form of a session; equal sessions have equal bytes. */
    public byte[] encode(Session session) {
        return format.write(SessionStateWriter.write(session));
    }

    /** The session behind stored bytes. */
    public Session decode(SessionKey key, byte[] value) {
        return SessionStateReader.read(key, format.read(value));
    }
}
