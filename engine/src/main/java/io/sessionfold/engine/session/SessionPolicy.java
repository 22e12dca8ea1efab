package io.sessionfold.engine.session;

import java.util.OptionalLong;
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

    /** How long a controller may take to notice a session before it is told again: five times its slowest resync. */
    public static final long PENDING_MS = 10 * 60_000L;

    /** How long an in-between phase may last before the command is sent again: a large image is pulled in less. */
    public static final long PHASE_MS = 10 * 60_000L;

    /** How long a stop may take before it is asked for again; a graceful shutdown is given 30 s as a rule. */
    public static final long TERMINATING_MS = 5 * 60_000L;

    /** A connection that was not seen for so long is closed: four heartbeats of 30 s. */
    public static final long CONNECTION_MS = 2 * 60_000L;

    /** How long a restarted gateway has to stand in for a run that it lost: three tries with back-off fit. */
    public static final long RECOVERY_MS = 5 * 60_000L;

    /** How many runs may stand in for one, one after the other. */
    public static final int RECOVERIES_MAX = 3;

    /** How often a command is sent again before the engine gives up, visibly (INV-34). */
    public static final int COMMAND_RETRIES = 3;

    /** The most retries and recoveries that count; more would be a loop. */
    static final int RETRIES_MAX = 100;

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

    /** From PENDING to the next phase. */
    public long pending() {
        return orElse(pendingMs, PENDING_MS);
    }

    /** How long every other in-between phase may last. */
    public long phase() {
        return orElse(phaseMs, PHASE_MS);
    }

    /** From TERMINATING to a terminal phase. */
    public long terminating() {
        return orElse(terminatingMs, TERMINATING_MS);
    }

    /** From the last sign of a connection to its end. */
    public long connection() {
        return orElse(connectionMs, CONNECTION_MS);
    }

    /** From an interruption to its recovery. */
    public long recovery() {
        return orElse(recoveryMs, RECOVERY_MS);
    }

    /** How long a session may be idle; empty means for ever. */
    public OptionalLong idleTimeout() {
        return positive(idleTimeoutMs);
    }

    /** What becomes of an idle session; one that is kept is the default. */
    public IdleAction whenIdle() {
        return idleAction == IdleAction.TERMINATE ? IdleAction.TERMINATE : IdleAction.HIBERNATE;
    }

    /** How long an incarnation may last; empty means for ever. */
    public OptionalLong maxDuration() {
        return positive(maxDurationMs);
    }

    /** How many runs may stand in for one. */
    public int recoveriesMost() {
        return orElse(maxRecoveries, RECOVERIES_MAX);
    }

    /** How often a command is sent again. */
    public int retries() {
        return orElse(commandRetries, COMMAND_RETRIES);
    }

    private static OptionalLong positive(@Nullable Long givenMs) {
        return givenMs == null || givenMs <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(givenMs, DURATION_MS_MAX));
    }

    private static int orElse(@Nullable Integer given, int constant) {
        return given == null || given < 0 ? constant : Math.min(given, RETRIES_MAX);
    }

    private static long orElse(@Nullable Long given, long constant) {
        return given == null || given < 0 ? constant : Math.min(given, DURATION_MS_MAX);
    }
}
