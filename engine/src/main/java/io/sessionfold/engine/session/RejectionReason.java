package io.sessionfold.engine.session;

import java.util.Arrays;
import java.util.Optional;

/** Why an event was refused, in the order in which the reasons are looked for: the first decides. */
public enum RejectionReason {
    DUPLICATE(2),
    STALE_EPOCH(3),
    STALE_SEQUENCE(4),
    UNKNOWN_SESSION(5),
    ALREADY_EXISTS(6),
    STALE_INCARNATION(7),
    UNKNOWN_RUN(8),
    ALREADY_TERMINAL(9),
    STALE_RUN(10),
    NOT_OWNER(11),
    FINGERPRINT_CONFLICT(12),
    GUARD_HIT(13),
    CONVERSATION_BUSY(14),
    ILLEGAL_TRANSITION(15),
    EMPTY_PHASE(16),
    ROUTE_SUPERSEDED(17),
    LATE_TIMER(18),
    LIMIT_EXCEEDED(19),
    QUARANTINED(20),
    UNSUPPORTED(21);

    private final byte code;

    /** A code is stored in states and may never be used for another reason; 0 and 1 mean applied and held. */
    RejectionReason(int code) {
        this.code = (byte) code;
    }

    /** The reason behind a stored decision's code; empty for applied and held. */
    public static Optional<RejectionReason> ofCode(byte code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }

    /** The code under which a session remembers this decision. */
    public byte code() {
        return code;
    }
}
