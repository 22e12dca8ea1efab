package io.sessionfold.engine.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the members of a session are together (INV-29), as the phases to go through, in this order. */
final class MemberPhases {

    private static final Set<Phase> STARTING =
            EnumSet.of(Phase.PENDING, Phase.SCHEDULED, Phase.PREPARING, Phase.CREATING, Phase.RUNNING);

    private static final Set<Phase> SLEEPING = EnumSet.of(Phase.HIBERNATING, Phase.HIBERNATED, Phase.WAKING);

    private MemberPhases() {}

    static List<Phase> of(Identity identity, Lifecycle lifecycle) {
        List<Phase> phases =
                identity.memberIds().stream().map(lifecycle::phaseOf).toList();
        List<Phase> living =
                phases.stream().filter(Predicate.not(Phase::isTerminal)).toList();
        if (living.isEmpty()) {
            return ended(phases, lifecycle.phase());
        }
        if (living.size() == phases.size()) {
            return List.of(together(living, identity, lifecycle));
        }
        return identity.memberPolicy() == MemberPolicy.TOLERANT
                ? survived(together(living, identity, lifecycle))
                : List.of(Phase.TERMINATING);
    }

    /** All are final; a session that cannot be cancelled any more has ended, rather than being stuck (#12317). */
    private static List<Phase> ended(List<Phase> phases, Phase current) {
        if (phases.contains(Phase.FAILED)) {
            return List.of(Phase.FAILED);
        }
        boolean isCancelled = phases.stream().allMatch(phase -> phase == Phase.CANCELLED)
                && current.next().contains(Phase.CANCELLED);
        return List.of(isCancelled ? Phase.CANCELLED : Phase.TERMINATED);
    }

    /** With the others at work the session is degraded, on whichever way it gets there; until then it is where they are. */
    private static List<Phase> survived(Phase living) {
        return living == Phase.RUNNING || living == Phase.DEGRADED
                ? List.of(Phase.DEGRADED, Phase.RUNNING, Phase.DEGRADED)
                : List.of(living);
    }

    private static Phase together(List<Phase> living, Identity identity, Lifecycle lifecycle) {
        if (STARTING.containsAll(living)) {
            return Collections.min(living);
        }
        if (living.stream().distinct().count() == 1) {
            return living.get(0);
        }
        if (living.stream().anyMatch(SLEEPING::contains)) {
            return lifecycle.desiredState() == DesiredState.HIBERNATED ? Phase.HIBERNATING : Phase.WAKING;
        }
        boolean needsAll = identity.memberPolicy() != MemberPolicy.TOLERANT;
        return needsAll && living.contains(Phase.RESTARTING) ? Phase.RESTARTING : Phase.DEGRADED;
    }
}
