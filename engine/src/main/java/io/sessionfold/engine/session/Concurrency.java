package io.sessionfold.engine.session;

/** How many runs of one session may be open at once (INV-36). */
public enum Concurrency {
    EXCLUSIVE,
    QUEUED,
    PARALLEL,
    UNKNOWN
}
