package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * How a run comes to its end, whichever event brought it there.
 *
 * @param endedAtMs by the producer's claim, or the record time
 * @param executed false for a run that never executed: its end touches no owner fields of the row
 */
record Ending(
        OutcomeStatus status,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable String replyRef,
        long endedAtMs,
        boolean executed) {

    static Ending done(@Nullable String replyRef, long endedAtMs) {
        return new Ending(OutcomeStatus.DONE, null, null, replyRef, endedAtMs, true);
    }

    static Ending stopped(OutcomeStatus status, @Nullable String errorCode, long endedAtMs) {
        return new Ending(status, errorCode, null, null, endedAtMs, true);
    }

    static Ending failed(PendingError error) {
        OutcomeStatus status = error.timeout() ? OutcomeStatus.TIMEOUT : OutcomeStatus.FAILED;
        return new Ending(status, error.errorCode(), error.error(), null, error.endedAtMs(), error.executionStarted());
    }

    /** What the row shows as lastRunError. */
    @Nullable
    String errorText() {
        return error == null || error.isEmpty() ? errorCode : error;
    }
}
