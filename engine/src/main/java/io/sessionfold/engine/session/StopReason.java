package io.sessionfold.engine.session;

/** Why an abort was requested; it decides the outcome's status. */
public enum StopReason {
    RPC,
    STOP,
    TIMEOUT,
    RESTART,
    UNKNOWN
}
