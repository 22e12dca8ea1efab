package io.sessionfold.engine.replay;

import java.util.concurrent.atomic.LongAdder;

/** How far a replay has come. Thread-safe. */
public final class ReplayProgress {

    private final LongAdder total = new LongAdder();
    private final LongAdder done = new LongAdder();

    /** How many offsets there are to read, as far as it is known. */
    public long total() {
        return total.sum();
    }

    /** How many records were read. */
    public long done() {
        return done.sum();
    }

    void expect(long offsets) {
        total.add(offsets);
    }

    void read() {
        done.increment();
    }
}
