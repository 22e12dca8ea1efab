package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.runErrored;

import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.random.BelievedRun.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One random event after another, of the whole vocabulary, each by what its producer believes of the session. */
final class RandomEvents {

    private final Random random;
    private final Map<String, Belief> beliefs = new TreeMap<>();
    private final RandomSessions sessions;
    private final RandomReports reports;
    private final RandomRuns runs;
    private int exits;

    RandomEvents(Random random) {
        this.random = random;
        this.sessions = new RandomSessions(random);
        this.reports = new RandomReports(random);
        this.runs = new RandomRuns(random);
    }

    Belief belief(String session) {
        return beliefs.computeIfAbsent(session, Belief::new);
    }

    EventToWrite creation(String session) {
        return sessions.created(belief(session)).event();
    }

    EventToWrite next(String session) {
        Belief belief = belief(session);
        if (!belief.exists && random.nextInt(4) > 0) {
            return creation(session);
        }
        return next(belief).in(session);
    }

    /** What the workers' sub-topology writes when a worker of a deployment dies: each of its runs fails, for good. */
    List<EventToWrite> workerExit() {
        exits++;
        List<EventToWrite> errors = new ArrayList<>();
        for (Belief belief : beliefs.values()) {
            for (BelievedRun run : belief.openRuns()) {
                if (run.deploymentId != null) {
                    run.stage = Stage.ENDED;
                    errors.add(runErrored(run.runId, "WORKER_DIED")
                            .forGood()
                            .in(belief.name)
                            .withId("sessionfold.worker-events-0@" + exits + ":" + belief.name + ":" + run.runId)
                            .by("workers"));
                }
            }
        }
        return errors;
    }

    private Writing next(Belief belief) {
        int dice = random.nextInt(100);
        if (belief.isOver() && dice < 30) {
            return dice < 15 ? sessions.wanted(belief) : dice < 25 ? sessions.reset(belief) : sessions.deleted(belief);
        }
        if (dice < 18) {
            return runs.accepted(belief);
        }
        if (dice < 68) {
            return runs.next(belief);
        }
        if (dice < 81) {
            return reports.phase(belief);
        }
        if (dice < 87) {
            return reports.activity(belief);
        }
        return ofSession(belief, dice);
    }

    private Writing ofSession(Belief belief, int dice) {
        return switch (dice) {
            case 87, 88, 89 -> reports.route(belief);
            case 90, 91, 92, 93 -> sessions.wanted(belief);
            case 94 -> sessions.reset(belief);
            case 95, 96 -> sessions.updated();
            case 97 -> random.nextBoolean() ? sessions.deleted(belief) : sessions.updated();
            default -> sessions.created(belief);
        };
    }
}
