package io.sessionfold.tests.driver;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, and never goes back. */
public final class MovedClock implements InstantSource {

    private volatile long nowMs;

    public MovedClock(long nowMs) {
        this.nowMs = nowMs;
    }

    /** Moves it; an earlier time leaves it where it is. */
    public synchronized void moveTo(long ms) {
        nowMs = Math.max(nowMs, ms);
    }

    @Override
    public long millis() {
        return nowMs;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs);
    }
}
