package io.sessionfold.engine.session;

import java.util.Optional;

/**
 * Finds the run that an event is about, if the table takes the event in the run's state, and says why if not: it waits
 * for a recovery, it ended and is still remembered, or it was never heard of (INV-22, INV-23).
 */
final class RunLookup {

    private RunLookup() {}

    /** The run, if it is open and takes an event of this type. */
    static Optional<Run> taking(Step step, SessionEvent event) {
        return Optional.ofNullable(event.runId())
                .flatMap(step.runs::find)
                .filter(run -> RunTable.takes(event.type(), run.state()));
    }

    static boolean isRemembered(Step step, String runId) {
        return step.runs.find(runId).isPresent()
                || runId.equals(step.lastRun.runId())
                || step.guards.withoutExpired(step.nowMs).keyOf(runId).isPresent();
    }

    /** Why an event cannot be taken. */
    static Decision refused(Step step, String runId, String purpose) {
        Optional<Run> open = step.runs.find(runId);
        if (open.isPresent() && open.get().state() == RunState.RECOVERING) {
            return step.refused(
                    RejectionReason.STALE_RUN,
                    "Expected run '%s' of session '%s' to be active to %s, but it was interrupted and waits for its recovery"
                            .formatted(runId, step.before.key(), purpose));
        }
        if (open.isPresent() && open.get().isActive()) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected run '%s' of session '%s' to be in a state to %s, but it was %s"
                            .formatted(
                                    runId,
                                    step.before.key(),
                                    purpose,
                                    open.get().state()));
        }
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
