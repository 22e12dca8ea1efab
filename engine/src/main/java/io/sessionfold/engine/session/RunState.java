package io.sessionfold.engine.session;

/** Where an open run stands. A run without any of these states has its outcome. */
public enum RunState {
    /** Admitted, not seen to work yet. */
    ACCEPTED(true),
    /** Seen to work. */
    RUNNING(true),
    /** Paused by itself, to be continued; it keeps the row's ownership. */
    YIELDED(true),
    /** Ended, but it owes its reply; it makes no session look active. */
    OWED(false),
    /** Interrupted, its outcome open until another run stands in for it or nobody does (INV-35). */
    RECOVERING(false);

    private final boolean active;

    RunState(boolean active) {
        this.active = active;
    }

    /** Whether a visible run in this state makes its session look active (INV-5). */
    public boolean isActive() {
        return active;
    }
}
