package io.sessionfold.engine.replay;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.nio.ByteBuffer;

/**
 * States to bytes and back: an int32 with the length of the session, the session as the live store has it (of length 0 if
 * there is none), and the guards as the live store has them. Not thread-safe.
 */
final class FoldStateCodec {

    private final SessionCodec sessions = new SessionCodec();
    private final GuardCodec guards = new GuardCodec();

    byte[] encode(FoldState state) {
        byte[] session = state.session() == null ? new byte[0] : sessions.encode(state.session());
        byte[] guarded = state.guards().byKey().isEmpty() ? new byte[0] : guards.encode(state.guards());
        return ByteBuffer.allocate(Integer.BYTES + session.length + guarded.length)
                .putInt(session.length)
                .put(session)
                .put(guarded)
                .array();
    }

    FoldState decode(SessionKey key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        byte[] session = new byte[bytes.getInt()];
        bytes.get(session);
        byte[] guarded = new byte[bytes.remaining()];
        bytes.get(guarded);
        Session decoded = session.length == 0 ? null : sessions.decode(key, session);
        return new FoldState(decoded, guarded.length == 0 ? RetryGuards.NONE : guards.decode(guarded));
    }
}
