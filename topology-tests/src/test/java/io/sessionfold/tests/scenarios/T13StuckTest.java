package io.sessionfold.tests.scenarios;

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
import static io.sessionfold.contract.Phase.WAKING;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.SessionCommandType.HIBERNATE;
import static io.sessionfold.contract.SessionCommandType.START_SESSION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.contract.SessionCommandType.WAKE;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Happening;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;

/** T13: stuck in PENDING, in TERMINATING and in every phase in between; the real report comes late. */
final class T13StuckTest {

    @ScenarioTest
    void aSessionThatStaysPendingIsStartedAgainAndThenFails(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPendingMs(60_000).withCommandRetries(2))
                .has(runAccepted("r-1"))
                .when(timePassesTo("10:00:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:01"))
                .then(commands().areExactly(command(START_SESSION).attempt(1)))
                .and(sessionsChanged().areEmpty())
                .when(timePassesTo("10:02"))
                .then(commands().areExactly(command(START_SESSION).attempt(2)))
                .and(theRow("s-1").withPhase(PENDING).withPhaseSince("10:00").withActiveRuns("r-1"))
                .when(timePassesTo("10:03"))
                .then(commands().areExactly(command(STOP_SESSION)))
                .and(outcomes().areExactly(killed("r-1")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(FAILED)
                        .withPhaseReason("PENDING_TIMEOUT")
                        .withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void theRealReportThatComesLateIsRefusedAndNothingIsSentAgain(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPendingMs(60_000).withCommandRetries(0))
                .has(timePassesTo("10:01"))
                .when(phaseReported(RUNNING).withUrl("https://late"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("PhaseReported")))
                .and(theRow("s-1").withPhase(FAILED).withUrl(null))
                .when(timePassesTo("23:00"))
                .then(commands().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void withoutAnyTimeoutOfItsOwnASessionIsNotStuckForEverEither(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(timePassesTo("10:10"), timePassesTo("10:20"), timePassesTo("10:30"), timePassesTo("10:40"))
                .then(commands()
                        .areExactly(
                                command(START_SESSION).attempt(1),
                                command(START_SESSION).attempt(2),
                                command(START_SESSION).attempt(3),
                                command(STOP_SESSION)))
                .and(sessionsChanged().showsOnce("s-1").withPhase(FAILED).withPhaseReason("PENDING_TIMEOUT"))
                .on(driver);
    }

    @ScenarioTest
    void aReportInTimeEndsTheWaitAndTheNextPhaseCountsAnew(Driver driver) {
        given(session("s-1")
                        .onPlatform("kubernetes")
                        .withPendingMs(60_000)
                        .withPhaseMs(120_000)
                        .withCommandRetries(1))
                .has(timePassesTo("10:01"), phaseReported(CREATING))
                .when(timePassesTo("10:02:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:03"))
                .then(commands().areExactly(command(START_SESSION).attempt(1)))
                .when(timePassesTo("10:05"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(FAILED).withPhaseReason("PHASE_TIMEOUT"))
                .on(driver);
    }

    @ScenarioTest
    void aSessionThatIsStuckOnItsWayToRunIsStartedAgain(Driver driver) {
        for (Phase phase : List.of(SCHEDULED, PREPARING, CREATING, RESTARTING)) {
            stuckIn(START_SESSION, driver, reportsUpTo(phase));
        }
    }

    @ScenarioTest
    void aSessionThatIsStuckFallingAsleepIsToldAgain(Driver driver) {
        stuckIn(
                HIBERNATE,
                driver,
                phaseReported(RUNNING),
                desiredState(DesiredState.HIBERNATED),
                phaseReported(HIBERNATING));
    }

    @ScenarioTest
    void aSessionThatIsStuckWakingIsToldAgain(Driver driver) {
        stuckIn(WAKE, driver, reportsUpTo(WAKING));
    }

    @ScenarioTest
    void aSessionThatIsStuckFallingAsleepUnaskedIsToldToWake(Driver driver) {
        stuckIn(WAKE, driver, reportsUpTo(HIBERNATING));
    }

    @ScenarioTest
    void aReportOfTheSamePhaseDoesNotExtendTheWait(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000).withCommandRetries(0))
                .has(phaseReported(CREATING), timePassesTo("10:00:59"), phaseReported(CREATING))
                .when(timePassesTo("10:01"))
                .then(theRow("s-1").withPhase(FAILED))
                .on(driver);
    }

    @ScenarioTest
    void aSessionThatIsStuckTerminatingIsTerminatedByForce(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withTerminatingMs(60_000).withCommandRetries(2))
                .has(phaseReported(RUNNING), runStarted("r-1"), desiredState(DesiredState.TERMINATED))
                .when(timePassesTo("10:01"))
                .then(commands().areExactly(command(STOP_SESSION).attempt(1)))
                .and(sessionsChanged().areEmpty())
                .when(timePassesTo("10:02"))
                .then(commands().areExactly(command(STOP_SESSION).attempt(2)))
                .when(timePassesTo("10:03"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(TERMINATED)
                        .withPhaseReason("TERMINATING_TIMEOUT")
                        .withNoActiveRun())
                .and(outcomes().areExactly(killed("r-1")))
                .when(phaseReported(TERMINATED).because("Completed"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                .and(theRow("s-1").withPhaseReason("TERMINATING_TIMEOUT"))
                .on(driver);
    }

    @ScenarioTest
    void aHibernationThatNobodyCarriesOutIsGivenUpAndTheSessionGoesOn(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000).withCommandRetries(1))
                .has(phaseReported(RUNNING), desiredState(DesiredState.HIBERNATED))
                .when(timePassesTo("10:01"))
                .then(commands().areExactly(command(HIBERNATE).attempt(1)))
                .when(timePassesTo("10:02"))
                .then(commands().areEmpty())
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(RUNNING)
                        .withDesiredState(DesiredState.HIBERNATED)
                        .withPhaseReason("PHASE_TIMEOUT"))
                .when(timePassesTo("12:00"))
                .then(commands().areEmpty())
                .when(desiredState(DesiredState.HIBERNATED))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void aWakingThatNobodyCarriesOutIsGivenUpAndTheSessionSleepsOn(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000).withCommandRetries(1))
                .has(reportsUpTo(HIBERNATED))
                .has(desiredState(DesiredState.RUNNING))
                .when(timePassesTo("10:01"))
                .then(commands().areExactly(command(WAKE).attempt(1)))
                .when(timePassesTo("10:02"))
                .then(commands().areEmpty())
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(HIBERNATED)
                        .withDesiredState(DesiredState.RUNNING)
                        .withPhaseReason("PHASE_TIMEOUT"))
                .when(runAccepted("r-1"))
                .then(commands().areExactly(command(WAKE)))
                .on(driver);
    }

    @ScenarioTest
    void anIdleSessionWhoseControllerIgnoresItIsNotToldForEver(Driver driver) {
        given(session("s-1")
                        .onPlatform("kubernetes")
                        .withIdleTimeoutMs(60_000)
                        .withPhaseMs(60_000)
                        .withCommandRetries(0))
                .has(phaseReported(RUNNING))
                .when(timePassesTo("10:01"))
                .then(commands().areExactly(command(HIBERNATE)))
                .when(timePassesTo("10:02"), timePassesTo("12:00"), timePassesTo("14:00"))
                .then(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aSessionWithoutAControllerWaitsForNobody(Driver driver) {
        given(session("s-1"))
                .when(desiredState(DesiredState.HIBERNATED))
                .then(sessionsChanged().showsOnce("s-1").withPhase(HIBERNATED))
                .and(commands().areEmpty())
                .when(runAccepted("r-1"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(RUNNING)
                        .withDesiredState(DesiredState.RUNNING)
                        .withActiveRuns("r-1"))
                .and(commands().areExactly(startRun("r-1")))
                .when(desiredState(DesiredState.TERMINATED))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED).withNoActiveRun())
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void steadyPhasesWaitForNothing(Driver driver) {
        for (Phase phase : List.of(RUNNING, DEGRADED, HIBERNATED)) {
            given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000))
                    .has(reportsUpTo(phase))
                    .when(afterMs(24 * 60 * 60_000))
                    .then(commands().areEmpty())
                    .and(sessionsChanged().areEmpty())
                    .and(theRow("s-1").withPhase(phase))
                    .on(driver);
        }
    }

    @ScenarioTest
    void aLapseThatTheReportOvertookFailsNothing(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPendingMs(60_000).withCommandRetries(0))
                .has(lapseLeaves(DeadlineKind.PENDING, ""), timePassesTo("10:00:59"), phaseReported(RUNNING))
                .when(timePassesTo("10:01"), lapseArrives(DeadlineKind.PENDING, ""))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    private static void stuckIn(SessionCommandType again, Driver driver, Happening... way) {
        given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000).withCommandRetries(2))
                .has(way)
                .when(timePassesTo("10:01"))
                .then(commands().areExactly(command(again).attempt(1)))
                .and(sessionsChanged().areEmpty())
                .when(timePassesTo("10:02"))
                .then(commands().areExactly(command(again).attempt(2)))
                .when(timePassesTo("10:03"))
                .then(commands().areExactly(command(STOP_SESSION)))
                .and(sessionsChanged().showsOnce("s-1").withPhase(FAILED).withPhaseReason("PHASE_TIMEOUT"))
                .when(phaseReported(RUNNING))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                .on(driver);
    }
}
