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

    /** The event waits behind a quarantine (INV-47); it is not decided yet, so no mark moves. */
    record Parked(String eventId) implements Decision {
        /** No session remembers it: a parked event is decided when it is released. */
        public static final byte CODE = -1;

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

    /** The code of an event that a release left out: refused QUARANTINED, and told from one that found no place. */
    byte SKIPPED_CODE = -2;

    /** The reason of a remembered refusal; empty if it was none. */
    static Optional<RejectionReason> refusal(byte code) {
        return code == SKIPPED_CODE ? Optional.of(RejectionReason.QUARANTINED) : RejectionReason.ofCode(code);
    }

    /** The word for a remembered decision: APPLIED, HELD, SKIPPED, or the reason of the refusal. */
    static String nameOf(byte code) {
        Optional<RejectionReason> reason = RejectionReason.ofCode(code);
        return reason.map(Enum::name).orElseGet(() -> switch (code) {
            case Held.CODE -> "HELD";
            case SKIPPED_CODE -> "SKIPPED";
            default -> "APPLIED";
        });
    }
}
