package io.sessionfold.engine.session;

/** What kind of party wrote an event; a symbol of a newer contract reads as UNKNOWN. */
public enum EventSource {
    GATEWAY,
    CONTROLLER,
    WORKER,
    API,
    TIMER,
    RECOVERY,
    UNKNOWN
}
