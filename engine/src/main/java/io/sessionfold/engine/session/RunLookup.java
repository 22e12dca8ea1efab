package io.sessionfold.engine.session;

/** What is said of a run that is not open: it ended and is still remembered, or it was never heard of (INV-22). */
final class RunLookup {

    private RunLookup() {}

    static boolean isRemembered(Step step, String runId) {
        return step.runs.find(runId).isPresent()
                || runId.equals(step.lastRun.runId())
                || step.guards.withoutExpired(step.nowMs).keyOf(runId).isPresent();
    }

    static Decision absent(Step step, String runId, String purpose) {
        return isRemembered(step, runId)
                ? step.refused(
                        RejectionReason.ALREADY_TERMINAL,
                        "Expected run '%s' of session '%s' to be open to %s, but it had ended"
                                .formatted(runId, step.before.key(), purpose))
                : step.refused(
                        RejectionReason.UNKNOWN_RUN,
                        "Expected run '%s' to be a run of session '%s' to %s, but it was never admitted or is forgotten"
                                .formatted(runId, step.before.key(), purpose));
    }
}
