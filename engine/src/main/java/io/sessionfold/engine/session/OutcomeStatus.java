package io.sessionfold.engine.session;

/** How a run ended; there is exactly one outcome per run (INV-13). */
public enum OutcomeStatus {
    DONE,
    FAILED,
    KILLED,
    TIMEOUT,
    INTERRUPTED;

    /** Whether the run was stopped from outside, which the row shows as {@code abortedLastRun}. */
    public boolean isAborted() {
        return this == KILLED || this == INTERRUPTED;
    }
}
