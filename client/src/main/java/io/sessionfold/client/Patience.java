package io.sessionfold.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a call is tried: up to a moment, with pauses that double from {@value #FIRST_PAUSE_MS} ms to
 * {@value #LONGEST_PAUSE_MS} ms, or as long as the server asks for. No pause reaches beyond the moment: then the last answer
 * stands.
 */
final class Patience {

    static final long FIRST_PAUSE_MS = 50;
    static final long LONGEST_PAUSE_MS = 2_000;

    /** How long one attempt may take, so that a dead instance leaves time for the next. */
    static final Duration ATTEMPT = Duration.ofSeconds(15);

    private final Clockwork clockwork;
    private final long endsAtNanos;
    private final long attemptNanos;
    private long pauseMs = FIRST_PAUSE_MS;

    Patience(Clockwork clockwork, Duration within, Duration attempt) {
        this.clockwork = clockwork;
        this.endsAtNanos = clockwork.nanoTime() + within.toNanos();
        this.attemptNanos = attempt.toNanos();
    }

    /** How long the next attempt may take; not positive if there is no time left. */
    Duration attempt() {
        return Duration.ofNanos(Math.min(attemptNanos, leftNanos()));
    }

    /** The pause before the next attempt; empty if there is no time for one. */
    Optional<Duration> pause(Optional<Duration> asked) {
        Duration pause = asked.orElseGet(this::next);
        return pause.toNanos() < leftNanos() ? Optional.of(pause) : Optional.empty();
    }

    private Duration next() {
        // Up to a half less, so that those who failed together do not come back together.
        Duration pause = Duration.ofMillis(pauseMs / 2 + (long) (clockwork.random() * (pauseMs / 2.0)));
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        return pause;
    }

    private long leftNanos() {
        return endsAtNanos - clockwork.nanoTime();
    }
}
