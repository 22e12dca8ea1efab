package io.sessionfold.wire;

import java.util.concurrent.locks.LockSupport;

/** A pause between two attempts to reach the registry. */
@FunctionalInterface
interface RetryPause {
    /** Waits for the given time, or a little less. An interrupt ends it early and stays set. */
    void waitMs(long durationMs);

    static RetryPause parking() {
        return durationMs -> LockSupport.parkNanos(durationMs * 1_000_000);
    }
}
