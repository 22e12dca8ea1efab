package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.PhaseReported;

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
        String memberId = event.memberId();
        boolean changes = memberId == null && next != current && next != Phase.UNKNOWN && !isOutdated(lifecycle, event);
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
        if (memberId != null) {
            return MemberFold.reported(step, event, memberId, next);
        }
        step.reason = event.reason();
        if (changes) {
            PhaseChange.enter(step, next);
        }
        // Merged last: it is the phase in force that says which address a session can have.
        step.lifecycle = step.lifecycle().merging(event);
        if (next == current && !isOutdated(lifecycle, event)) {
            PhaseDeadlines.confirmed(step);
        }
        return step.applied();
    }

    /** A report on what was asked before the latest wish: its fields are news, its phase is not (INV-28). */
    static boolean isOutdated(Lifecycle lifecycle, PhaseReported event) {
        return event.observedGeneration() != null && event.observedGeneration() < lifecycle.desiredGeneration();
    }

    /** A report that says how the process ended, or that it failed, without naming a phase (SS-8). */
    private static boolean isFailure(PhaseReported event) {
        return (event.exitCode() != null && event.exitCode() != 0) || "FAILED".equalsIgnoreCase(event.reason());
    }
}
