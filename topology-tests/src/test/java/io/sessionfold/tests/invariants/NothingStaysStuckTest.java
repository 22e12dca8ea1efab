package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.Phase.CANCELLED;
import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.HIBERNATING;
import static io.sessionfold.contract.Phase.PENDING;
import static io.sessionfold.contract.Phase.PREPARING;
import static io.sessionfold.contract.Phase.RESTARTING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.SCHEDULED;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.Phase.TERMINATING;
import static io.sessionfold.contract.Phase.WAKING;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.RejectionReason.ROUTE_SUPERSEDED;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.contract.SessionCommandType.START_SESSION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theRun;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.dsl.Expectation;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;

/** The tables of states, walked: whatever is not to last has its deadline. */
final class NothingStaysStuckTest {

    private static final List<Phase> IN_BETWEEN =
            List.of(PENDING, SCHEDULED, PREPARING, CREATING, RESTARTING, HIBERNATING, WAKING, TERMINATING);

    private static final List<Phase> LASTING = List.of(RUNNING, DEGRADED, HIBERNATED, TERMINATED, CANCELLED, FAILED);

    private static final long HOUR_MS = 60 * 60_000;

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: every phase in between has its deadline, and those that may last have none")
    void everyPhaseInBetweenHasItsDeadline(Driver driver) {
        for (Phase phase : IN_BETWEEN) {
            DeadlineKind kind = switch (phase) {
                case PENDING -> DeadlineKind.PENDING;
                case TERMINATING -> DeadlineKind.TERMINATING;
                default -> DeadlineKind.PHASE;
            };
            in(phase).then(waitsFor(kind)).on(driver);
        }
        for (Phase phase : LASTING) {
            in(phase).then(waitsFor()).on(driver);
        }
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: the two lists of phases are all that there are")
    void everyPhaseIsOneOrTheOther(Driver driver) {
        Set<Phase> all = EnumSet.allOf(Phase.class);
        all.remove(Phase.UNKNOWN);
        all.removeAll(IN_BETWEEN);
        all.removeAll(LASTING);
        assertThat(all).isEmpty();
        in(RUNNING).on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: a controller that says nothing any more never keeps a session in between")
    void silenceAlwaysEndsInAPhaseThatLasts(Driver driver) {
        for (Phase phase : IN_BETWEEN) {
            Scenario silence = in(phase);
            for (int hour = 0; hour < 8; hour++) {
                silence = silence.when(afterMs(HOUR_MS));
            }
            silence.then(moment -> {
                        List<SessionRow> rows = moment.recording().outputs().rows();
                        assertThat(LASTING).contains(rows.get(rows.size() - 1).getPhase());
                    })
                    .on(driver);
        }
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: every state of a run that is not over has its deadline")
    void everyStateOfARunHasItsDeadline(Driver driver) {
        Scenario accepted = given(session("s-1")).has(runAccepted("r-1").owing("m-1"));
        accepted.then(waitsFor(DeadlineKind.ADMISSION, DeadlineKind.RUN_EXPIRY)).on(driver);
        Scenario running = accepted.has(runStarted("r-1"));
        running.then(waitsFor(DeadlineKind.TURN, DeadlineKind.RUN_EXPIRY)).on(driver);
        running.has(runErrored("r-1", "X"))
                .then(waitsFor(DeadlineKind.TURN, DeadlineKind.RUN_EXPIRY, DeadlineKind.ERROR_GRACE))
                .on(driver);
        running.has(runEnded("r-1").yielding())
                .then(waitsFor(DeadlineKind.RUN_EXPIRY))
                .on(driver);
        running.has(runEnded("r-1"))
                .then(waitsFor(DeadlineKind.REPLY, DeadlineKind.RUN_EXPIRY))
                .on(driver);
        running.has(runInterrupted("r-1")).then(waitsFor(DeadlineKind.RECOVERY)).on(driver);
        running.has(runAborted("r-1")).then(waitsFor(DeadlineKind.GUARD_TTL)).on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: a run that waits its turn has its expiry")
    void aRunThatWaitsItsTurnHasItsExpiry(Driver driver) {
        given(session("s-1").withConcurrency(QUEUED))
                .has(runStarted("a"), runAccepted("b"))
                .then(theState(
                        "an expiry of b, and no other deadline of it",
                        state -> state.timers().pending().keySet().stream()
                                .filter(timer -> timer.subjectId().equals("b"))
                                .map(timer -> timer.kind().name())
                                .toList()
                                .equals(List.of("RUN_EXPIRY"))))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: what is only remembered is forgotten in its time")
    void whatIsOnlyRememberedIsForgotten(Driver driver) {
        givenNothing()
                .has(phaseReported(RUNNING))
                .then(waitsFor(DeadlineKind.PROVISIONAL))
                .on(driver);
        given(session("s-1"))
                .when(runAborted("r-1"))
                .then(waitsFor(DeadlineKind.ABORT_MARK))
                .on(driver);
        given(session("s-1"))
                .has(connectionOpened("c-1"))
                .then(waitsFor(DeadlineKind.CONNECTION))
                .on(driver);
        given(session("s-1").withIdleTimeoutMs(HOUR_MS).withMaxDurationMs(HOUR_MS))
                .then(waitsFor(DeadlineKind.IDLE, DeadlineKind.LIFETIME))
                .on(driver);
        given(session("s-1"))
                .has(sessionDeleted())
                .then(waitsFor(DeadlineKind.GRAVESTONE))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-34: a command is sent again so often and no more, then the end is visible")
    void aCommandIsSentAgainSoOften(Driver driver) {
        Scenario scenario = given(
                session("s-1").onPlatform("kubernetes").withPendingMs(60_000).withCommandRetries(3));
        for (int attempt = 1; attempt <= 3; attempt++) {
            scenario = scenario.when(afterMs(60_000))
                    .then(commands().areExactly(command(START_SESSION).attempt(attempt)));
        }
        scenario.when(afterMs(60_000))
                .then(commands().areExactly(command(STOP_SESSION)))
                .and(sessionsChanged().showsOnce("s-1").withPhase(FAILED).withPhaseReason("PENDING_TIMEOUT"))
                .when(afterMs(24 * HOUR_MS))
                .then(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-34: each sending of a command has an id of its own, and all are for the same incarnation")
    void eachSendingHasAnIdOfItsOwn(Driver driver) {
        givenNothing()
                .when(session("s-1").onPlatform("kubernetes").withPendingMs(60_000), afterMs(60_000), afterMs(60_000))
                .then(moment -> {
                    assertThat(moment.since().commands())
                            .hasSize(3)
                            .extracting(SessionCommand::getCommandId)
                            .doesNotHaveDuplicates();
                    assertThat(moment.since().commands())
                            .extracting(SessionCommand::getAttempt)
                            .containsExactly(0, 1, 2);
                    assertThat(moment.since().commands())
                            .extracting(SessionCommand::getSessionId)
                            .containsOnly("s-1/1");
                })
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-34: a refusal is final: time brings nothing of it back")
    void aRefusalIsFinal(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING))
                .when(phaseReported(CREATING), runStarted("unknown"), routeRevoked(7))
                .then(rejections()
                        .areExactly(refused(ILLEGAL_TRANSITION), refused(UNKNOWN_RUN), refused(ROUTE_SUPERSEDED)))
                .when(afterMs(24 * HOUR_MS))
                .then(rejections().areEmpty())
                .and(commands().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-33: a lapse never kills a run with fresh progress, at the last millisecond neither")
    void aLapseNeverKillsARunWithFreshProgress(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"), timePassesTo("10:09:59.999"))
                .when(runProgressed("r-1"), timePassesTo("10:10"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(outcomes().areEmpty())
                .when(timePassesTo("10:19:59.998"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:19:59.999"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-33: progress that arrives after its deadline, but before the lapse, still counts")
    void lateProgressStillCounts(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"))
                .when(runProgressed("r-1").recordedAt("10:12"), lapseArrives(TURN, "r-1"), timePassesTo("10:21:59.999"))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-32: a lapse acts on its subject only")
    void aLapseActsOnItsSubjectOnly(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("a").withDeadlineMs(60_000).owing("m-1"),
                        runStarted("a"),
                        runStarted("b"),
                        runAccepted("c"),
                        runAccepted("d").owing("m-2"),
                        runEnded("d"))
                .when(timePassesTo("10:01"))
                .then(outcomes().areExactly(timedOut("a", "WORKER_UNRESPONSIVE")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("b", "c"))
                .and(theRun("d", "OWED"))
                .on(driver);
    }

    private static Scenario in(Phase phase) {
        return given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(phase))
                .then(theRow("s-1").withPhase(phase));
    }

    /** Exactly these deadlines are held of the session, but for those of its retry guards if none of them is named. */
    private static Expectation waitsFor(DeadlineKind... kinds) {
        Set<String> expected = Arrays.stream(kinds).map(DeadlineKind::name).collect(Collectors.toSet());
        return theState("the deadlines " + expected, state -> {
            Set<String> held = state.timers().pending().keySet().stream()
                    .map(timer -> timer.kind().name())
                    .collect(Collectors.toSet());
            if (!expected.contains("GUARD_TTL")) {
                held.remove("GUARD_TTL");
            }
            return held.equals(expected);
        });
    }
}
