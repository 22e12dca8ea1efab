package io.sessionfold.engine.session;

/** What a person or a policy asked a session to be; never the same field as its phase. */
public enum DesiredState {
    RUNNING,
    HIBERNATED,
    TERMINATED,
    UNKNOWN
}
