package io.sessionfold.tests.random;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What the producers of one session believe of it. It follows what they write, not what is folded, so it drifts as events
 * are lost, refused and late, and as time passes: most of what is written by it is plausible, and some of it comes wrong.
 */
final class Belief {

    final String name;
    final Map<String, BelievedRun> runs = new LinkedHashMap<>();
    final Map<String, Phase> members = new TreeMap<>();
    final List<String> connections = new ArrayList<>();
    boolean exists;
    Phase phase = Phase.RUNNING;
    Phase firstPhase = Phase.RUNNING;
    Concurrency concurrency = Concurrency.PARALLEL;
    int incarnation = 1;
    long generation = 1;
    long routeVersion;
    private int named;

    Belief(String name) {
        this.name = name;
    }

    static boolean isFinal(Phase phase) {
        return phase == Phase.TERMINATED || phase == Phase.CANCELLED || phase == Phase.FAILED;
    }

    boolean isOver() {
        return isFinal(phase);
    }

    String nextRunId() {
        named++;
        return "r-" + named;
    }

    /** A run that was named before, or the first one. */
    String knownRun(Random random) {
        return "r-" + random.nextInt(1 + named);
    }

    List<BelievedRun> openRuns() {
        return runs.values().stream().filter(BelievedRun::isOpen).toList();
    }

    List<BelievedRun> in(BelievedRun.Stage stage) {
        return runs.values().stream().filter(run -> run.stage == stage).toList();
    }

    /** The sessionId of the incarnation that it is in. */
    String sessionId() {
        return name + "/" + incarnation;
    }

    void enter(Phase next) {
        phase = next;
        if (isOver()) {
            endEverything();
        }
    }

    /** The next incarnation begins; it gives its sessionId. */
    String rebirth() {
        endEverything();
        incarnation++;
        generation++;
        phase = firstPhase;
        members.replaceAll((id, before) -> Phase.PENDING);
        return sessionId();
    }

    void delete() {
        endEverything();
        exists = false;
    }

    private void endEverything() {
        runs.values().forEach(run -> run.stage = BelievedRun.Stage.ENDED);
        connections.clear();
    }
}
