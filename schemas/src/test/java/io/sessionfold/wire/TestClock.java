package io.sessionfold.wire;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until somebody waits on it. */
final class TestClock implements InstantSource, RetryPause {
    private long nowMs = 1_000_000;
    private int pauses;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs);
    }

    @Override
    public void waitMs(long durationMs) {
        pauses++;
        passMs(durationMs);
    }

    void passMs(long durationMs) {
        nowMs += durationMs;
    }

    int pauses() {
        return pauses;
    }
}
