package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.event;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runSettledWithError;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.PhaseToReport;
import io.sessionfold.tests.dsl.RunToAbort;
import io.sessionfold.tests.dsl.RunToAccept;
import io.sessionfold.tests.dsl.RunToEnd;
import io.sessionfold.tests.dsl.RunToError;
import io.sessionfold.tests.dsl.SessionToCreate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One random event after another; it knows which runs it spoke of, not what became of them. */
final class RandomEvents {

    private static final String[] CODES = {"REFUSAL", "RATE_LIMIT", "CONTEXT_LENGTH"};
    private static final String[] STOPS = {"restart", "timeout", "aborted", "end_turn"};

    private static final List<AbortStopReason> STOP_REASONS = List.of(AbortStopReason.values());

    private final Random random;
    private final Map<String, Integer> runs = new HashMap<>();

    RandomEvents(Random random) {
        this.random = random;
    }

    EventToWrite creation(String name) {
        SessionToCreate created = session(name);
        if (random.nextInt(3) == 0) {
            created = created.onPlatform("kubernetes");
        }
        if (random.nextInt(3) == 0) {
            created = created.withErrorGraceMs(random.nextInt(4) * 5_000L);
        }
        if (random.nextInt(3) == 0) {
            created = created.withGuardTtlMs(1 + random.nextInt(100_000));
        }
        return created.event();
    }

    /** A run that was named before, or the first one. */
    String knownRun(String session) {
        return "r-" + random.nextInt(1 + runs.getOrDefault(session, 0));
    }

    /** The incarnation that is, or one that is not. */
    String incarnation(EventToWrite event) {
        return event.sessionAlias() + (random.nextBoolean() ? "/1" : "/0");
    }

    EventToWrite next(String session) {
        int dice = random.nextInt(100);
        return (dice < 22 ? accepted(session) : dice < 82 ? ofRun(knownRun(session)) : ofSession(session)).in(session);
    }

    private EventToWrite accepted(String session) {
        int number = runs.merge(session, 1, Integer::sum);
        boolean repeats = random.nextInt(6) == 0;
        RunToAccept run = runAccepted(repeats ? knownRun(session) : "r-" + number);
        for (int i = random.nextInt(3); i > 0; i--) {
            run = i == 1 ? run.owing("m-" + number) : run.owing("m-" + number, "m-" + (number + 1));
        }
        run = random.nextInt(6) == 0 ? run.hidden() : run;
        run = random.nextInt(6) == 0 ? run.withKey("key-r-" + random.nextInt(4)) : run;
        run = random.nextInt(12) == 0 ? run.withRequest("another") : run;
        run = random.nextInt(5) == 0 ? run.ofUser("bob") : run;
        run = random.nextInt(5) == 0 ? run.withDeadlineMs(1 + random.nextInt(50_000)) : run;
        run = random.nextInt(5) == 0 ? run.expiringInMs(1 + random.nextInt(100_000)) : run;
        return (random.nextInt(8) == 0 ? run.onDeployment("d-1") : run).event();
    }

    private EventToWrite ofRun(String run) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> runStarted(run);
            case 3 -> runProgressed(run);
            case 4, 5, 6 -> ended(run);
            case 7 -> errored(run);
            case 8 -> aborted(run);
            case 9 -> random.nextInt(4) == 0 ? runSettledWithError(run) : runSettled(run);
            default -> replied(run);
        };
    }

    private EventToWrite ended(String run) {
        RunToEnd end = runEnded(run);
        return (switch (random.nextInt(10)) {
                    case 0, 1 -> end.yielding();
                    case 2 -> end.aborted();
                    case 3 -> end.notExecuted();
                    case 4 -> end.blocked();
                    case 5 -> end.stoppedBy(STOPS[random.nextInt(STOPS.length)]);
                    case 6 -> end.replying("ref");
                    case 7 -> end.startedAt("09:00").endedAt("08:00");
                    default -> end;
                })
                .event();
    }

    private EventToWrite errored(String run) {
        RunToError error = runErrored(run, CODES[random.nextInt(CODES.length)]);
        error = random.nextInt(3) == 0 ? error.forGood() : error;
        error = random.nextInt(4) == 0 ? error.notExecuted() : error;
        return (random.nextInt(3) == 0 ? error.timedOut() : error).event();
    }

    private EventToWrite aborted(String run) {
        RunToAbort abort = random.nextInt(4) == 0 ? allRunsAborted() : runAborted(run);
        abort = random.nextInt(4) == 0 ? abort.byUser("bob") : abort;
        abort = random.nextInt(4) == 0 ? abort.byAdmin() : abort;
        return abort.because(STOP_REASONS.get(random.nextInt(STOP_REASONS.size())))
                .event();
    }

    private EventToWrite replied(String run) {
        String first = "m-" + (1 + random.nextInt(5));
        return switch (random.nextInt(3)) {
            case 0 -> replyCommitted(run);
            case 1 -> replyCommitted(run, first);
            default -> replyCommitted(run, first, "m-" + (1 + random.nextInt(5)), "m-" + (1 + random.nextInt(5)));
        };
    }

    private EventToWrite ofSession(String session) {
        return switch (random.nextInt(8)) {
            case 0 -> creation(session);
            case 1 ->
                event(
                        "event(\"providerFailed\", new ProviderFailed(\"r-1\", \"X\", null))",
                        new ProviderFailed("r-1", "X", null));
            default -> reported();
        };
    }

    private EventToWrite reported() {
        Phase[] phases = Phase.values();
        // A terminal phase ends the story of the session, so most histories do without.
        Phase phase = random.nextInt(5) == 0 ? phases[random.nextInt(phases.length)] : Phase.RUNNING;
        PhaseToReport report = phaseReported(phase);
        report = random.nextInt(3) == 0 ? report.withUrl("https://pod-" + random.nextInt(3)) : report;
        report = random.nextInt(6) == 0 ? report.clearing("url") : report;
        report = random.nextInt(6) == 0 ? report.onGeneration(random.nextInt(3)) : report;
        report = random.nextInt(12) == 0 ? report.withExitCode(random.nextInt(2)) : report;
        return (random.nextInt(12) == 0 ? report.ofMember("member-1") : report).event();
    }
}
