package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.PhaseReported;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the parts of a session, and what they are together (INV-29). */
final class MemberFold {

    private static final Set<Phase> START =
            EnumSet.of(Phase.PENDING, Phase.SCHEDULED, Phase.PREPARING, Phase.CREATING, Phase.RUNNING);

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
        if (changes) {
            step.lifecycle = lifecycle.withMember(memberId, next);
            follow(step, event);
        }
        return step.applied();
    }

    private static void follow(Step step, PhaseReported event) {
        Phase current = step.lifecycle().phase();
        Phase together = together(step.identity(), step.lifecycle());
        if (together == Phase.CANCELLED && !current.next().contains(together)) {
            together = Phase.TERMINATED;
        }
        if (together == null || !current.next().contains(together)) {
            return;
        }
        boolean isDeath = together == Phase.TERMINATING;
        step.lifecycle = step.lifecycle().because(event.reason() == null && isDeath ? "MEMBER_DIED" : event.reason());
        step.reason = step.lifecycle().phaseReason();
        if (isDeath) {
            PhaseChange.stopInto(step, together);
        } else {
            PhaseChange.enter(step, together);
        }
    }

    /** What the members are together; null where they are nothing that a session is. */
    private static @Nullable Phase together(Identity identity, Lifecycle lifecycle) {
        List<Phase> phases =
                identity.memberIds().stream().map(lifecycle::phaseOf).toList();
        if (phases.stream().allMatch(Phase::isTerminal)) {
            if (phases.contains(Phase.FAILED)) {
                return Phase.FAILED;
            }
            return phases.stream().allMatch(phase -> phase == Phase.CANCELLED) ? Phase.CANCELLED : Phase.TERMINATED;
        }
        if (phases.stream().anyMatch(Phase::isTerminal)) {
            return identity.memberPolicy() == MemberPolicy.TOLERANT ? Phase.DEGRADED : Phase.TERMINATING;
        }
        if (phases.stream().distinct().count() == 1) {
            return phases.get(0);
        }
        if (phases.stream().allMatch(phase -> phase == Phase.RUNNING || phase == Phase.DEGRADED)) {
            return Phase.DEGRADED;
        }
        return START.containsAll(phases) ? Collections.min(phases) : null;
    }
}
