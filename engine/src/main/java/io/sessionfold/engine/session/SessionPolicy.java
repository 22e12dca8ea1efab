package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * The time-outs of one session, frozen when it is created; what is absent is a constant of the fold version. All in
 * milliseconds but the counts.
 */
public record SessionPolicy(
        @Nullable Long pendingMs,
        @Nullable Long phaseMs,
        @Nullable Long terminatingMs,
        @Nullable Long admissionMs,
        @Nullable Long errorGraceMs,
        @Nullable Long guardTtlMs,
        @Nullable Long provisionalMs,
        @Nullable Long connectionMs,
        @Nullable Long idleTimeoutMs,
        @Nullable IdleAction idleAction,
        @Nullable Long maxDurationMs,
        @Nullable Long recoveryMs,
        @Nullable Integer maxRecoveries,
        @Nullable Integer commandRetries) {

    /** A queued run waits for its worker through a cold start: images, volumes, a busy cluster. */
    public static final long ADMISSION_MS = 15 * 60_000L;

    /** A client that retries at once after an error does so within seconds; five public systems give 15 s. */
    public static final long ERROR_GRACE_MS = 15_000L;

    /** Longer than the retry window of every client library that was looked at. */
    public static final long GUARD_TTL_MS = 15 * 60_000L;

    /** How long a report may wait for the creation that it overtook. */
    public static final long PROVISIONAL_MS = 10 * 60_000L;

    /** The longest duration that counts: a year; what is longer would only overflow. */
    static final long DURATION_MS_MAX = 366L * 24 * 60 * 60_000;

    /** A policy that leaves everything to the fold version. */
    public static final SessionPolicy DEFAULT =
            new SessionPolicy(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** From RunAccepted to the first sign of life. */
    public long admission() {
        return orElse(admissionMs, ADMISSION_MS);
    }

    /** How long an error stays provisional; 0 makes every error final (INV-17). */
    public long errorGrace() {
        return orElse(errorGraceMs, ERROR_GRACE_MS);
    }

    /** How long a guard stays after its run was settled (INV-8). */
    public long guardTtl() {
        return orElse(guardTtlMs, GUARD_TTL_MS);
    }

    private static long orElse(@Nullable Long given, long constant) {
        return given == null || given < 0 ? constant : Math.min(given, DURATION_MS_MAX);
    }
}
