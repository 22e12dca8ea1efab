package io.sessionfold.tests.driver;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;

/** Where one scenario plays: a log that can be written to, a clock that can be moved, and everything that came of it. */
public interface Stage extends AutoCloseable {

    /** The day of this scenario. */
    Day day();

    /** The tenant behind a scenario's name for it, so that scenarios on one broker do not meet. */
    String tenant(String alias);

    /** Writes one event to the end of the log. */
    void append(LifecycleEvent event, long recordTimeMs);

    /** Writes one worker event to the end of its topic; what came before it is folded first, and what comes of it at once. */
    void append(WorkerEvent event, long recordTimeMs);

    /** Moves the clock; everything that is due until then lapses. */
    void timePassesTo(long nowMs);

    /** All that came of what was written so far: nothing is still under way when this returns. */
    Recording recording();

    @Override
    void close();
}
