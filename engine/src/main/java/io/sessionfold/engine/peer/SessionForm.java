package io.sessionfold.engine.peer;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.nio.ByteBuffer;

/**
 * A session on its way from one instance to another, as it is stored, so that rows, runs and decisions are made of it by
 * whoever was asked.
 *
 * <p>Bytes: the length of the state as int32, big-endian; the state; the guards, if there are any.
 */
public final class SessionForm {

    private static final ThreadLocal<SessionCodec> SESSIONS = ThreadLocal.withInitial(SessionCodec::new);
    private static final ThreadLocal<GuardCodec> GUARDS = ThreadLocal.withInitial(GuardCodec::new);

    private SessionForm() {}

    public static byte[] write(SessionRead read) {
        byte[] state = SESSIONS.get().encode(read.session());
        byte[] guards =
                read.guards().byKey().isEmpty() ? new byte[0] : GUARDS.get().encode(read.guards());
        return ByteBuffer.allocate(Integer.BYTES + state.length + guards.length)
                .putInt(state.length)
                .put(state)
                .put(guards)
                .array();
    }

    /** Reads one that came from {@code source}. */
    public static SessionRead read(SessionKey key, byte[] bytes, Source source) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] state = new byte[buffer.getInt()];
        buffer.get(state);
        byte[] guards = new byte[buffer.remaining()];
        buffer.get(guards);
        return new SessionRead(
                SESSIONS.get().decode(key, state),
                guards.length == 0 ? RetryGuards.NONE : GUARDS.get().decode(guards),
                source);
    }
}
