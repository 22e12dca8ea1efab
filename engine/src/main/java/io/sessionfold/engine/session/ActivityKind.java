package io.sessionfold.engine.session;

/** What somebody did with a session. */
public enum ActivityKind {
    CONNECTION_OPENED,
    CONNECTION_CLOSED,
    HEARTBEAT,
    EXECUTION,
    UNKNOWN
}
