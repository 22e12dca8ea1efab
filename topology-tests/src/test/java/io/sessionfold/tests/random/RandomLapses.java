package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.engine.session.TimerKey;
import io.sessionfold.tests.dsl.Happening;
import java.util.List;
import java.util.Random;

/** Random lapses: they leave the timer at one time and arrive at another, when the deadline may be another or none. */
final class RandomLapses {

    private static final DeadlineKind[] OF_RUNS = {
        DeadlineKind.TURN,
        DeadlineKind.ADMISSION,
        DeadlineKind.RUN_EXPIRY,
        DeadlineKind.REPLY,
        DeadlineKind.ERROR_GRACE,
        DeadlineKind.RECOVERY,
        DeadlineKind.ABORT_MARK
    };
    private static final DeadlineKind[] OF_SESSIONS = {
        DeadlineKind.PENDING,
        DeadlineKind.PHASE,
        DeadlineKind.TERMINATING,
        DeadlineKind.IDLE,
        DeadlineKind.LIFETIME,
        DeadlineKind.GUARD_TTL,
        DeadlineKind.PROVISIONAL,
        DeadlineKind.GRAVESTONE
    };

    private final Random random;

    RandomLapses(Random random) {
        this.random = random;
    }

    Happening next(Belief belief) {
        int dice = random.nextInt(10);
        if (dice < 6) {
            List<BelievedRun> open = belief.openRuns();
            String run = open.isEmpty() ? belief.knownRun(random) : open.get(random.nextInt(open.size())).runId;
            return lapse(OF_RUNS[random.nextInt(OF_RUNS.length)], run, belief.name);
        }
        return dice < 9
                ? lapse(OF_SESSIONS[random.nextInt(OF_SESSIONS.length)], TimerKey.SESSION, belief.name)
                : lapse(DeadlineKind.CONNECTION, "c-" + random.nextInt(4), belief.name);
    }

    private Happening lapse(DeadlineKind kind, String subject, String session) {
        return random.nextBoolean()
                ? lapseLeaves(kind, subject).in(session)
                : lapseArrives(kind, subject).in(session);
    }
}
