package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * What the row tells of the run that owns it, and of the visible run that ended last.
 *
 * @param ownerRunId the last started visible run, until it ends
 * @param startedAtMs the owner's start
 * @param endedAtMs the owner's end; null while it runs: a start never leaves an older end visible (OC-1)
 * @param runtimeMs the owner's time, 0 or more
 * @param runId the visible run that ended last
 * @param status how it ended
 * @param error why it failed; the error's text, or its code
 * @param aborted whether it was stopped from outside
 */
public record LastRun(
        @Nullable String ownerRunId,
        @Nullable Long startedAtMs,
        @Nullable Long endedAtMs,
        @Nullable Long runtimeMs,
        @Nullable String runId,
        @Nullable OutcomeStatus status,
        @Nullable String error,
        boolean aborted) {

    /** No run yet. */
    public static final LastRun NONE = new LastRun(null, null, null, null, null, null, null, false);

    LastRun started(Run run) {
        return new LastRun(run.runId(), run.startedAtMs(), null, null, runId, status, null, false);
    }

    /** After a visible run ended; only its owner's end touches the times (OC-2). */
    LastRun ended(Run run, Ending ending) {
        boolean owner = run.runId().equals(ownerRunId);
        boolean timed = owner && ending.executed();
        return new LastRun(
                owner ? null : ownerRunId,
                startedAtMs,
                timed ? Long.valueOf(ending.endedAtMs()) : endedAtMs,
                timed ? runtime(startedAtMs, ending.endedAtMs(), runtimeMs) : runtimeMs,
                run.runId(),
                ending.status(),
                ending.errorText(),
                ending.status().isAborted());
    }

    /**
     * After the outcome of a run whose end is in the row already: the status follows the outcome. What the start of another
     * run has cleared stays cleared (OC-1).
     */
    LastRun decided(Run run, Ending ending) {
        if (!run.runId().equals(runId)) {
            return this;
        }
        boolean another = ownerRunId != null;
        return new LastRun(
                ownerRunId,
                startedAtMs,
                endedAtMs,
                runtimeMs,
                runId,
                ending.status(),
                another ? error : ending.errorText(),
                another ? aborted : ending.status().isAborted());
    }

    private static @Nullable Long runtime(@Nullable Long startedAtMs, long endedAtMs, @Nullable Long before) {
        if (startedAtMs == null) {
            return before;
        }
        // Both are producers' claims, at worst the ends of the number range: the difference may not wrap around.
        return endedAtMs <= startedAtMs ? 0 : saturatedDifference(endedAtMs, startedAtMs);
    }

    private static long saturatedDifference(long laterMs, long earlierMs) {
        long difference = laterMs - earlierMs;
        return difference < 0 ? Long.MAX_VALUE : difference;
    }
}
