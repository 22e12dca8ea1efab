package io.sessionfold.engine.session;

/** How the caller's own handling of a run ended. */
public enum SettleResult {
    OK,
    ERROR,
    UNKNOWN
}
