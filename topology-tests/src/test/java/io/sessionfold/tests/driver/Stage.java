package io.sessionfold.tests.driver;

import io.sessionfold.contract.LifecycleEvent;

/** Where one scenario plays: a log that can be written to, a clock that can be moved, and everything that came of it. */
public interface Stage extends AutoCloseable {

    /** The day of this scenario. */
    Day day();

    /** The tenant behind a scenario's name for it, so that scenarios on one broker do not meet. */
    String tenant(String alias);

    /** Writes one event to the end of the log. */
    void append(LifecycleEvent event, long recordTimeMs);

    /** Moves the clock; everything that is due until then lapses. */
    void timePassesTo(long nowMs);

    /** All that came of what was written so far: nothing is still under way when this returns. */
    Recording recording();

    @Override
    void close();
}
