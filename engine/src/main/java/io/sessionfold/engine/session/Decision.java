package io.sessionfold.engine.session;

import java.util.Optional;

/** What the fold decided of one event. An expected "no" is one of these, never an exception. */
public sealed interface Decision {

    /** The event that was decided. */
    String eventId();

    /** The byte under which the session remembers the decision. */
    byte code();

    /** The event was folded; the state may be the same as before. */
    record Applied(String eventId) implements Decision {
        /** The code of every applied event. */
        public static final byte CODE = 0;

        @Override
        public byte code() {
            return CODE;
        }
    }

    /** The event waits for the creation of its session (INV-26). */
    record Held(String eventId) implements Decision {
        /** The code of every held event. */
        public static final byte CODE = 1;

        @Override
        public byte code() {
            return CODE;
        }
    }

    /** The event was refused and changed nothing but marks, digest and position. */
    record Refused(String eventId, RejectionReason reason) implements Decision {
        @Override
        public byte code() {
            return reason.code();
        }
    }

    /** The word for a remembered decision: APPLIED, HELD, or the reason of the refusal. */
    static String nameOf(byte code) {
        Optional<RejectionReason> reason = RejectionReason.ofCode(code);
        return reason.map(Enum::name).orElse(code == Held.CODE ? "HELD" : "APPLIED");
    }
}
