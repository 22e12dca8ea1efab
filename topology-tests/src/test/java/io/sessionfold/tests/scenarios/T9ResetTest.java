package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.DeadlineKind.CONNECTION;
import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.Phase.PENDING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_EXISTS;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.contract.RejectionReason.STALE_SEQUENCE;
import static io.sessionfold.contract.SessionCommandType.START_SESSION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.abortRun;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.interrupted;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T9: reset between start and end. */
final class T9ResetTest {

    @ScenarioTest
    void aResetBetweenStartAndEndInterruptsTheRun(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(sessionReset("s-1/2"))
                .then(outcomes().areExactly(interrupted("r-1", "SESSION_RESET")))
                .and(commands().areExactly(abortRun("r-1").ofIncarnation("s-1/1")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .ofIncarnation("s-1/2")
                        .withNoActiveRun()
                        .withLastRun("r-1", "interrupted"))
                .when(runEnded("r-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("RunEnded")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anEndThatMeansTheIncarnationBeforeTheResetIsStale(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), sessionReset("s-1/2"))
                .when(runEnded("r-1").meaning("s-1/1"), runAccepted("r-2").meaning("s-1/2"))
                .then(rejections()
                        .areExactly(refused(STALE_INCARNATION).of("RunEnded").saying("'s-1/1'")))
                .and(theRow("s-1").withActiveRuns("r-2"))
                .on(driver);
    }

    @ScenarioTest
    void aResetEndsWhatIsOwedAndWhatIsHiddenInOneRecord(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("owed").owing("m-1"),
                        runEnded("owed"),
                        runAccepted("hidden").hidden(),
                        runStarted("hidden"),
                        runStarted("yielded"),
                        runEnded("yielded").yielding())
                .when(sessionReset("s-1/2"))
                .then(outcomes()
                        .areExactly(
                                interrupted("owed", "SESSION_RESET").to("m-1"),
                                interrupted("hidden", "SESSION_RESET"),
                                interrupted("yielded", "SESSION_RESET")))
                .and(commands().areExactly(abortRun("hidden"), abortRun("yielded")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().about(null))
                .on(driver);
    }

    @ScenarioTest
    void aResetOfASessionWithAControllerStopsTheOldIncarnationAndStartsTheNew(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(
                        phaseReported(RUNNING).withUrl("https://pod-1").withPod("pod-1"),
                        routeAssigned(1, "https://vm-1"),
                        connectionOpened("c-1"))
                .when(timePassesTo("10:01"), sessionReset("s-1/2"))
                .then(commands()
                        .areExactly(
                                command(STOP_SESSION).ofIncarnation("s-1/1"),
                                command(START_SESSION).ofIncarnation("s-1/2")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .ofIncarnation("s-1/2")
                        .withPhase(PENDING)
                        .withPhaseSince("10:01")
                        .withDesiredState(DesiredState.RUNNING)
                        .withGeneration(2)
                        .withUrl(null)
                        .withPod(null)
                        .withRouteAvailable(false)
                        .withOpenConnections(0))
                .when(phaseReported(RUNNING).withUrl("https://ghost").meaning("s-1/1"))
                .then(rejections().areExactly(refused(STALE_INCARNATION)))
                .and(theRow("s-1").withPhase(PENDING).withUrl(null))
                .on(driver);
    }

    @ScenarioTest
    void aResetOfATerminatedSessionStopsNothingAndStartsIt(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(TERMINATED))
                .when(sessionReset("s-1/2"))
                .then(commands().areExactly(command(START_SESSION).ofIncarnation("s-1/2")))
                .and(theRow("s-1").withPhase(PENDING))
                .on(driver);
    }

    @ScenarioTest
    void aResetOfASessionThatTerminatesStartsItAnew(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), desiredState(DesiredState.TERMINATED))
                .when(sessionReset("s-1/2"))
                .then(theRow("s-1").ofIncarnation("s-1/2").withPhase(PENDING).withDesiredState(DesiredState.RUNNING))
                .when(timePassesTo("10:09"))
                .then(commands().areEmpty())
                .and(theRow("s-1").withPhase(PENDING))
                .on(driver);
    }

    @ScenarioTest
    void theNewIncarnationMustBeAnother(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(sessionReset("s-1/1"))
                .then(rejections()
                        .areExactly(refused(ALREADY_EXISTS).of("SessionReset").saying("'s-1/1'")))
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    void aResetForgetsNoRetryGuard(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), sessionReset("s-1/2"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).becauseOf("r-1")))
                .when(runAccepted("r-1").withKey("another"))
                .then(rejections().areExactly(refused(ALREADY_EXISTS)))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void aResetForgetsNoAbortThatOvertookItsRun(Driver driver) {
        given(session("s-1"))
                .when(runAborted("r-1"), sessionReset("s-1/2"), runAccepted("r-1"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aResetForgetsNoProducer(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").by("gw-1", 2, 7), sessionReset("s-1/2"))
                .when(runAccepted("r-2").by("gw-1", 1, 8), runAccepted("r-3").by("gw-1", 2, 7))
                .then(rejections().areExactly(refused(STALE_EPOCH), refused(STALE_SEQUENCE)))
                .on(driver);
    }

    @ScenarioTest
    void theDeadlinesOfTheOldIncarnationDoNotLapseInTheNew(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), runStarted("r-1"), connectionOpened("c-1"))
                .has(lapseLeaves(TURN, "r-1"), lapseLeaves(CONNECTION, "c-1"))
                .has(sessionReset("s-1/2"), phaseReported(RUNNING))
                .when(timePassesTo("10:30"), lapseArrives(TURN, "r-1"), lapseArrives(CONNECTION, "c-1"))
                .then(rejections().areExactly(refused(LATE_TIMER), refused(LATE_TIMER)))
                .and(sessionsChanged().areEmpty())
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aResetStartsNobodyOfTheQueue(Driver driver) {
        given(session("s-1").withConcurrency(QUEUED))
                .has(runStarted("a"), runAccepted("b"), runAccepted("c"))
                .when(sessionReset("s-1/2"))
                .then(commands().areExactly(abortRun("a"), abortRun("b"), abortRun("c")))
                .and(outcomes()
                        .areExactly(
                                interrupted("a", "SESSION_RESET"),
                                interrupted("b", "SESSION_RESET"),
                                interrupted("c", "SESSION_RESET")))
                .on(driver);
    }
}
