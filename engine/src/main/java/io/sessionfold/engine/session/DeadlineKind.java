package io.sessionfold.engine.session;

/** What a deadline waits for; the kinds and their starts are the table "Time" of the behaviour specification. */
public enum DeadlineKind {
    TURN,
    ADMISSION,
    RUN_EXPIRY,
    REPLY,
    ERROR_GRACE,
    GUARD_TTL,
    RECOVERY,
    ABORT_MARK,
    PENDING,
    PHASE,
    TERMINATING,
    IDLE,
    LIFETIME,
    CONNECTION,
    PROVISIONAL,
    GRAVESTONE,
    UNKNOWN
}
