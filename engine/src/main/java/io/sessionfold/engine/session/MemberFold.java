package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.PhaseReported;
import java.util.List;

/** Follows the parts of a session, and what they are together (INV-29). */
final class MemberFold {

    private MemberFold() {}

    /** A member moves by the phase table too; what it means for the session is derived from the whole set. */
    static Decision reported(Step step, PhaseReported event, String memberId, Phase next) {
        Lifecycle lifecycle = step.lifecycle();
        if (!step.identity().memberIds().contains(memberId)) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected member '%s' to be one that session '%s' was created with, but they are %s"
                            .formatted(
                                    memberId, step.before.key(), step.identity().memberIds()));
        }
        Phase current = lifecycle.phaseOf(memberId);
        if (current.isTerminal()) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected member '%s' of session '%s' to be open to report %s, but it was %s"
                            .formatted(memberId, step.before.key(), next, current));
        }
        boolean changes = next != current && !PhaseFold.isOutdated(lifecycle, event);
        if (changes && !current.next().contains(next)) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected member '%s' of session '%s' to go from %s to one of %s, but %s was reported"
                            .formatted(memberId, step.before.key(), current, current.next(), next));
        }
        step.reason = event.reason();
        if (changes) {
            step.lifecycle = lifecycle.withMember(memberId, next);
            follow(step, event);
        }
        step.lifecycle = step.lifecycle().merging(event);
        return step.applied();
    }

    /** Goes where the members are together; over a phase in between if the table has no straight way. */
    private static void follow(Step step, PhaseReported event) {
        List<Phase> way = MemberPhases.of(step.identity(), step.lifecycle());
        Phase goal = way.get(way.size() - 1);
        for (Phase next : way) {
            Phase current = step.lifecycle().phase();
            if (current != goal && current.next().contains(next)) {
                enter(step, event, next);
            }
        }
    }

    private static void enter(Step step, PhaseReported event, Phase together) {
        if (together == Phase.TERMINATING) {
            step.reason = event.reason() == null ? "MEMBER_DIED" : event.reason();
            step.lifecycle = step.lifecycle().because(step.reason);
            PhaseChange.stopInto(step, together);
        } else {
            PhaseChange.enter(step, together);
        }
    }
}
