package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.SessionWords.connectionClosed;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.execution;
import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.Words.phaseReported;

import io.sessionfold.contract.Phase;
import io.sessionfold.tests.dsl.PhaseToReport;
import io.sessionfold.tests.dsl.Writing;
import java.util.List;
import java.util.Random;

/** Random reports: the phases of a session and of its members, who is connected, and where the session answers. */
final class RandomReports {

    private static final List<Phase> PHASES = List.of(Phase.values());

    private final Random random;

    RandomReports(Random random) {
        this.random = random;
    }

    Writing phase(Belief belief) {
        if (!belief.members.isEmpty() && random.nextInt(4) > 0) {
            return member(belief);
        }
        Phase next = next(belief.phase);
        belief.enter(next == Phase.UNKNOWN ? belief.phase : next);
        return described(phaseReported(next), belief);
    }

    Writing activity(Belief belief) {
        int dice = random.nextInt(10);
        if (dice < 4 || (belief.connections.isEmpty() && dice < 6)) {
            String connection = "c-" + random.nextInt(4);
            belief.connections.add(connection);
            return connectionOpened(connection);
        }
        if (belief.connections.isEmpty()) {
            return dice < 8 ? heartbeat() : execution();
        }
        String connection = belief.connections.get(random.nextInt(belief.connections.size()));
        if (dice < 7) {
            belief.connections.remove(connection);
            return connectionClosed(connection);
        }
        return dice < 9 ? heartbeat(connection) : execution();
    }

    Writing route(Belief belief) {
        int dice = random.nextInt(10);
        if (dice < 5 || belief.routeVersion == 0) {
            belief.routeVersion++;
            return routeAssigned(belief.routeVersion, "https://vm-" + belief.routeVersion);
        }
        if (dice < 6) {
            return routeAssigned(random.nextInt(4), "https://old");
        }
        return routeRevoked(dice < 9 ? belief.routeVersion : random.nextInt(4));
    }

    private Writing member(Belief belief) {
        List<String> ids = List.copyOf(belief.members.keySet());
        String id = random.nextInt(12) == 0 ? "nobody" : ids.get(random.nextInt(ids.size()));
        Phase next = next(belief.members.getOrDefault(id, Phase.PENDING));
        belief.members.computeIfPresent(id, (key, before) -> next);
        // What the members are together is the engine's to derive; all that is believed of it is the way up.
        if (belief.members.values().stream().allMatch(phase -> phase == Phase.RUNNING)) {
            belief.phase = Phase.RUNNING;
        }
        return described(phaseReported(next).ofMember(id), belief);
    }

    /** Mostly a phase that may follow and is not the end, sometimes the end, now and then what cannot be. */
    private Phase next(Phase phase) {
        int dice = random.nextInt(20);
        if (dice == 0) {
            return PHASES.get(random.nextInt(PHASES.size()));
        }
        if (dice < 5) {
            return phase;
        }
        List<Phase> next = PhaseLaws.next(phase);
        List<Phase> alive = next.stream()
                .filter(after -> after != Phase.TERMINATING && !Belief.isFinal(after))
                .toList();
        List<Phase> choice = alive.isEmpty() || dice == 5 ? next : alive;
        return choice.isEmpty() ? Phase.RUNNING : choice.get(random.nextInt(choice.size()));
    }

    private PhaseToReport described(PhaseToReport report, Belief belief) {
        PhaseToReport described = report;
        described = oneIn(3) ? described.withUrl("https://pod-" + random.nextInt(3)) : described;
        described = oneIn(6) ? described.withPod("pod-" + random.nextInt(3)) : described;
        described = oneIn(6) ? described.clearing(oneIn(2) ? "url" : "podName") : described;
        described = oneIn(6) ? described.onGeneration(Math.max(0, belief.generation - random.nextInt(2))) : described;
        described = oneIn(8) ? described.because("r-" + random.nextInt(3)) : described;
        return oneIn(12) ? described.withExitCode(random.nextInt(2)) : described;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
