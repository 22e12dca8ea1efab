package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * How a run comes to its end, whichever event brought it there.
 *
 * @param newRunId the run that stands in for it
 * @param endedAtMs by the producer's claim, or the record time
 * @param executed false for a run that never executed: its end touches no owner fields of the row
 */
record Ending(
        OutcomeStatus status,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable String replyRef,
        @Nullable String newRunId,
        long endedAtMs,
        boolean executed) {

    static Ending done(@Nullable String replyRef, long endedAtMs) {
        return new Ending(OutcomeStatus.DONE, null, null, replyRef, null, endedAtMs, true);
    }

    static Ending stopped(OutcomeStatus status, @Nullable String errorCode, long endedAtMs) {
        return new Ending(status, errorCode, null, null, null, endedAtMs, true);
    }

    static Ending failed(PendingError error) {
        OutcomeStatus status = error.timeout() ? OutcomeStatus.TIMEOUT : OutcomeStatus.FAILED;
        return new Ending(
                status, error.errorCode(), error.error(), null, null, error.endedAtMs(), error.executionStarted());
    }

    /** Interrupted; {@code newRunId} is the run that took over, if one did. */
    static Ending interrupted(@Nullable String errorCode, @Nullable String newRunId, long endedAtMs) {
        return new Ending(OutcomeStatus.INTERRUPTED, errorCode, null, null, newRunId, endedAtMs, true);
    }

    /** What the row shows as lastRunError. */
    @Nullable
    String errorText() {
        return error == null || error.isEmpty() ? errorCode : error;
    }
}
