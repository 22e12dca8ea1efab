package io.sessionfold.engine.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The row's one word for its runs. */
public enum RunStatus {
    IDLE,
    RUNNING,
    QUEUED,
    PAUSED,
    DONE,
    FAILED,
    KILLED,
    TIMEOUT,
    INTERRUPTED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Derives the status: a running visible run first, then a queued, then a paused one, then how the last one ended. */
    public static RunStatus of(Runs runs, @Nullable OutcomeStatus last) {
        boolean queued = false;
        boolean paused = false;
        for (Run run : runs.open().values()) {
            if (run.isVisible() && run.state() == RunState.RUNNING) {
                return RUNNING;
            }
            queued |= run.isVisible() && run.state() == RunState.ACCEPTED;
            paused |= run.isVisible() && run.state() == RunState.YIELDED;
        }
        if (queued || paused) {
            return queued ? QUEUED : PAUSED;
        }
        return last == null ? IDLE : valueOf(last.name());
    }

    /** The lower-case rendering of the row. */
    public String label() {
        return label;
    }
}
