package io.sessionfold.engine.session;

/** What happens to a session that nobody uses. */
public enum IdleAction {
    HIBERNATE,
    TERMINATE,
    UNKNOWN
}
