package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.TroubleWords.providerFailed;
import static io.sessionfold.tests.dsl.TroubleWords.providerRecovered;
import static io.sessionfold.tests.dsl.TroubleWords.recoveryAbandoned;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.TroubleWords.runInterruptedForGood;
import static io.sessionfold.tests.dsl.TroubleWords.runRecovered;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runSettledWithError;
import static io.sessionfold.tests.dsl.Words.runStarted;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.tests.dsl.RunToAccept;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.random.BelievedRun.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random events about runs: mostly what may come next of a run that is open, now and then anything about any run. */
final class RandomRuns {

    private final Random random;
    private final RandomEndings endings;

    RandomRuns(Random random) {
        this.random = random;
        this.endings = new RandomEndings(random);
    }

    /** The admission of a run; one in eight comes with a runId or a key that was used before. */
    Writing accepted(Belief belief) {
        boolean repeats = oneIn(8);
        String runId = repeats ? belief.knownRun(random) : belief.nextRunId();
        RunToAccept run = runAccepted(runId);
        List<String> messageIds = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            messageIds.add("m-" + runId.substring(2) + "-" + i);
        }
        messageIds.addAll(oneIn(10) ? List.of("m-shared") : List.of());
        run = messageIds.isEmpty() ? run : run.owing(messageIds.toArray(String[]::new));
        boolean isOfWorker = oneIn(4);
        run = isOfWorker ? run.onDeployment("d-1") : run;
        if (!repeats) {
            belief.runs.put(runId, new BelievedRun(runId, List.copyOf(messageIds), isOfWorker ? "d-1" : null));
        }
        return varied(run);
    }

    Writing next(Belief belief) {
        List<BelievedRun> open = belief.openRuns();
        if (open.isEmpty() ? oneIn(2) : oneIn(6)) {
            return anything(belief.knownRun(random), belief);
        }
        if (open.isEmpty()) {
            return accepted(belief);
        }
        boolean isQueue = belief.concurrency == Concurrency.QUEUED && !oneIn(5);
        return plausible(open.get(isQueue ? 0 : random.nextInt(open.size())), belief);
    }

    private Writing plausible(BelievedRun run, Belief belief) {
        int dice = random.nextInt(20);
        if (dice < 3) {
            return endings.any(run, belief);
        }
        return switch (run.stage) {
            case ACCEPTED -> dice < 15 ? started(run) : disturbed(run, belief);
            case RUNNING ->
                dice < 8 ? runProgressed(run.runId) : dice < 15 ? endings.ended(run) : disturbed(run, belief);
            case YIELDED -> dice < 14 ? started(run) : dice < 17 ? endings.ended(run) : disturbed(run, belief);
            case OWED -> dice < 18 ? endings.replied(run) : runSettled(run.runId);
            case RECOVERING -> recovered(run, belief);
            case ENDED -> runSettled(run.runId);
        };
    }

    private Writing started(BelievedRun run) {
        run.stage = Stage.RUNNING;
        return oneIn(5) ? runStarted(run.runId, "09:30") : runStarted(run.runId);
    }

    private Writing disturbed(BelievedRun run, Belief belief) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> providerFailed(run.runId, "OVERLOADED");
            case 2 -> providerRecovered(run.runId);
            case 3, 4 -> {
                run.stage = Stage.RECOVERING;
                yield runInterrupted(run.runId);
            }
            case 5 -> {
                run.stage = Stage.ENDED;
                yield runInterruptedForGood(run.runId);
            }
            default -> endings.any(run, belief);
        };
    }

    /** A run that started and is another one stands in; without one, one is admitted first. */
    private Writing recovered(BelievedRun lost, Belief belief) {
        if (oneIn(5)) {
            lost.stage = Stage.ENDED;
            return recoveryAbandoned(lost.runId);
        }
        List<BelievedRun> started = belief.in(Stage.RUNNING);
        if (started.isEmpty()) {
            List<BelievedRun> waiting = belief.in(Stage.ACCEPTED);
            return waiting.isEmpty() ? accepted(belief) : started(waiting.get(0));
        }
        lost.stage = Stage.ENDED;
        return runRecovered(lost.runId, started.get(started.size() - 1).runId);
    }

    private Writing anything(String runId, Belief belief) {
        BelievedRun run = belief.runs.getOrDefault(runId, new BelievedRun(runId, List.of(), null));
        return switch (random.nextInt(12)) {
            case 0 -> runStarted(runId);
            case 1 -> runProgressed(runId);
            case 2, 3 -> runSettled(runId);
            case 4 -> runSettledWithError(runId);
            case 5 -> providerFailed(runId, "QUOTA");
            case 6 -> providerRecovered(runId);
            case 7 -> runInterrupted(runId);
            case 8 -> runRecovered(runId, belief.knownRun(random));
            case 9 -> recoveryAbandoned(runId);
            default -> endings.any(run, belief);
        };
    }

    private Writing varied(RunToAccept run) {
        RunToAccept varied = run;
        varied = oneIn(6) ? varied.hidden() : varied;
        varied = oneIn(10) ? varied.withKey("key-r-" + random.nextInt(4)) : varied;
        varied = oneIn(16) ? varied.withRequest("another") : varied;
        varied = oneIn(6) ? varied.ofUser("bob") : varied;
        varied = oneIn(5) ? varied.withDeadlineMs(1 + random.nextInt(50_000)) : varied;
        return oneIn(6) ? varied.expiringInMs(1 + random.nextInt(100_000)) : varied;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
