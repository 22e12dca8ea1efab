package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.tests.dsl.RunToAbort;
import io.sessionfold.tests.dsl.RunToEnd;
import io.sessionfold.tests.dsl.RunToError;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.random.BelievedRun.Stage;
import java.util.List;
import java.util.Random;

/** The many ways in which a run may come to its end. */
final class RandomEndings {

    private static final String[] CODES = {"REFUSAL", "RATE_LIMIT", "CONTEXT_LENGTH"};
    private static final String[] STOPS = {"restart", "timeout", "aborted", "end_turn"};
    private static final List<AbortStopReason> REASONS = List.of(AbortStopReason.values());

    private final Random random;

    RandomEndings(Random random) {
        this.random = random;
    }

    Writing any(BelievedRun run, Belief belief) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> errored(run);
            case 2 -> aborted(run, belief);
            case 3, 4 -> replied(run);
            default -> ended(run);
        };
    }

    Writing ended(BelievedRun run) {
        RunToEnd end = runEnded(run.runId);
        int way = random.nextInt(12);
        run.stage = way < 3
                ? Stage.YIELDED
                : run.messageIds.isEmpty() || way < 8 || run.stage == Stage.ENDED ? Stage.ENDED : Stage.OWED;
        return switch (way) {
            case 0, 1, 2 -> end.yielding();
            case 3 -> end.aborted();
            case 4 -> end.notExecuted();
            case 5 -> end.blocked();
            case 6 -> end.stoppedBy(STOPS[random.nextInt(STOPS.length)]);
            case 7 -> end.replying("ref");
            case 8 -> end.startedAt("09:00").endedAt("08:00");
            default -> end;
        };
    }

    Writing replied(BelievedRun run) {
        List<String> owed = run.messageIds;
        int way = random.nextInt(4);
        if (way == 0 && !owed.isEmpty()) {
            return replyCommitted(run.runId, owed.get(random.nextInt(owed.size())));
        }
        if (way == 1) {
            return replyCommitted(run.runId, "m-" + (1 + random.nextInt(5)) + "-1", "m-shared");
        }
        run.stage = Stage.ENDED;
        return way == 2 && !owed.isEmpty()
                ? replyCommitted(run.runId, owed.toArray(String[]::new))
                : replyCommitted(run.runId);
    }

    private Writing errored(BelievedRun run) {
        RunToError error = runErrored(run.runId, CODES[random.nextInt(CODES.length)]);
        if (oneIn(3)) {
            run.stage = Stage.ENDED;
            error = error.forGood();
        }
        error = oneIn(4) ? error.notExecuted() : error;
        return oneIn(3) ? error.timedOut() : error;
    }

    private Writing aborted(BelievedRun run, Belief belief) {
        boolean all = oneIn(4);
        RunToAbort abort = all ? allRunsAborted() : runAborted(run.runId);
        run.stage = Stage.ENDED;
        if (all) {
            belief.runs.values().forEach(each -> each.stage = Stage.ENDED);
        }
        abort = oneIn(5) ? abort.byUser("bob") : abort;
        abort = oneIn(4) ? abort.byAdmin() : abort;
        return abort.because(REASONS.get(random.nextInt(REASONS.size())));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
