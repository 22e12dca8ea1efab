package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.PhaseReported;
import java.util.List;

/** Follows the controller's reports through the phase table (INV-27, INV-28). */
final class PhaseFold {

    private PhaseFold() {}

    static Decision reported(Step step, PhaseReported event) {
        Lifecycle lifecycle = step.lifecycle();
        Phase current = lifecycle.phase();
        Phase next = event.phase() == Phase.UNKNOWN && isFailure(event) ? Phase.FAILED : event.phase();
        if (current.isTerminal()) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected session '%s' to be open to report %s, but it was %s"
                            .formatted(step.before.key(), next, current));
        }
        boolean outdated =
                event.observedGeneration() != null && event.observedGeneration() < lifecycle.desiredGeneration();
        boolean changes = next != current && next != Phase.UNKNOWN && !outdated;
        if (changes && !current.next().contains(next)) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected session '%s' to go from %s to one of %s, but %s was reported"
                            .formatted(step.before.key(), current, current.next(), next));
        }
        if (next == Phase.UNKNOWN) {
            return step.refused(
                    RejectionReason.EMPTY_PHASE,
                    "Expected a report on session '%s' to name a phase, but it named none that is known"
                            .formatted(step.before.key()));
        }
        if (event.memberId() != null) {
            return step.refused(
                    RejectionReason.UNSUPPORTED,
                    "Expected a report on session '%s' as a whole, but it is about member '%s', which this version does not fold"
                            .formatted(step.before.key(), event.memberId()));
        }
        step.reason = event.reason();
        step.lifecycle = lifecycle.merging(event);
        if (changes) {
            enter(step, next);
        }
        return step.applied();
    }

    /** A report that says how the process ended, or that it failed, without naming a phase (SS-8). */
    private static boolean isFailure(PhaseReported event) {
        return (event.exitCode() != null && event.exitCode() != 0) || "FAILED".equalsIgnoreCase(event.reason());
    }

    private static void enter(Step step, Phase next) {
        step.lifecycle = step.lifecycle().entering(next, step.nowMs);
        if (next == Phase.RUNNING) {
            step.activity = step.activity.seenAt(step.nowMs);
        }
        if (next.startsRuns()) {
            startQueued(step);
        }
        if (next.isTerminal()) {
            killAll(step);
        }
    }

    private static void startQueued(Step step) {
        for (Run run : step.runs.inOrder()) {
            if (run.state() == RunState.ACCEPTED && !run.startCommanded()) {
                step.runs = step.runs.with(AdmissionFold.start(step, run));
            }
        }
    }

    /** Every open run, also one that only owes its reply, ends with the session, each with its outcome. */
    private static void killAll(Step step) {
        List<Run> open = step.runs.inOrder();
        RunEndings.endAll(step, open, Ending.stopped(OutcomeStatus.KILLED, null, step.nowMs));
        if (open.size() == 1) {
            step.runId = open.get(0).runId();
        }
    }
}
