package io.sessionfold.tests.scenarios;

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
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.ArrayList;
import java.util.List;

/** T11: terminate in every phase, forced and not. */
final class T11TerminateTest {

    private static final List<Phase> WITH_A_CONTROLLER_AT_WORK =
            List.of(SCHEDULED, PREPARING, CREATING, RUNNING, DEGRADED, RESTARTING, HIBERNATING, HIBERNATED, WAKING);

    private static final List<Phase> FINAL = List.of(TERMINATED, CANCELLED, FAILED);

    @ScenarioTest
    void aPendingSessionIsCancelledAtOnce(Driver driver) {
        in(PENDING)
                .has(runAccepted("r-1"))
                .when(desiredState(DesiredState.TERMINATED))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(CANCELLED)
                        .withDesiredState(DesiredState.TERMINATED)
                        .withGeneration(2)
                        .withNoActiveRun())
                .and(outcomes().areExactly(killed("r-1")))
                .and(commands().areExactly(command(STOP_SESSION)))
                .on(driver);
    }

    @ScenarioTest
    void inEveryOtherPhaseASessionTerminatesAndItsControllerIsTold(Driver driver) {
        for (Phase phase : WITH_A_CONTROLLER_AT_WORK) {
            in(phase)
                    .when(desiredState(DesiredState.TERMINATED))
                    .then(sessionsChanged()
                            .showsOnce("s-1")
                            .withPhase(TERMINATING)
                            .withDesiredState(DesiredState.TERMINATED)
                            .withGeneration(2))
                    .and(commands().areExactly(command(STOP_SESSION).attempt(0)))
                    .and(rejections().areEmpty())
                    .on(driver);
        }
    }

    @ScenarioTest
    void forcedItIsTerminatedAtOnceInEveryPhase(Driver driver) {
        List<Phase> open = new ArrayList<>(WITH_A_CONTROLLER_AT_WORK);
        open.add(PENDING);
        open.add(TERMINATING);
        for (Phase phase : open) {
            in(phase)
                    .when(desiredState(DesiredState.TERMINATED).forced())
                    .then(sessionsChanged()
                            .showsOnce("s-1")
                            .withPhase(TERMINATED)
                            .withDesiredState(DesiredState.TERMINATED))
                    .and(commands().areExactly(command(STOP_SESSION)))
                    .and(rejections().areEmpty())
                    .on(driver);
        }
    }

    @ScenarioTest
    void aSessionThatTerminatesOrHasEndedIsSkippedWhichIsSaid(Driver driver) {
        in(TERMINATING)
                .when(desiredState(DesiredState.TERMINATED))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).saying("skipped")))
                .and(commands().areEmpty())
                .on(driver);
        for (Phase phase : FINAL) {
            in(phase)
                    .when(
                            desiredState(DesiredState.TERMINATED),
                            desiredState(DesiredState.TERMINATED).forced())
                    .then(rejections()
                            .areExactly(
                                    refused(ALREADY_TERMINAL).saying("skipped"),
                                    refused(ALREADY_TERMINAL).saying("skipped")))
                    .and(sessionsChanged().areEmpty())
                    .and(commands().areEmpty())
                    .and(theRow("s-1").withPhase(phase))
                    .on(driver);
        }
    }

    @ScenarioTest
    void runsGoOnWhileTheSessionTerminatesAndEndWithIt(Driver driver) {
        in(RUNNING)
                .has(runStarted("a"), runAccepted("b").owing("m-1"), runEnded("b"))
                .when(desiredState(DesiredState.TERMINATED))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("a"))
                .when(runAccepted("late"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                .when(phaseReported(TERMINATED))
                .then(outcomes().areExactly(killed("a"), killed("b").to("m-1")))
                .and(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED).withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void forceEndsEveryRunInTheSameRecord(Driver driver) {
        in(RUNNING)
                .has(runStarted("a"), runAccepted("b").owing("m-1"), runEnded("b"))
                .when(desiredState(DesiredState.TERMINATED).forced())
                .then(outcomes().areExactly(killed("a"), killed("b")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(TERMINATED)
                        .withNoActiveRun()
                        .about(null))
                .on(driver);
    }

    @ScenarioTest
    void theRealReportAfterForceComesTooLate(Driver driver) {
        in(RUNNING)
                .has(desiredState(DesiredState.TERMINATED).forced())
                .when(phaseReported(TERMINATED).withExitCode(0))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("PhaseReported")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aSessionThatTerminatesIsNeitherStartedNorPutToSleep(Driver driver) {
        in(TERMINATING)
                .when(desiredState(DesiredState.RUNNING), desiredState(DesiredState.HIBERNATED))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION), refused(ILLEGAL_TRANSITION)))
                .and(theRow("s-1").withPhase(TERMINATING))
                .on(driver);
    }

    @ScenarioTest
    void theReasonOfAPersonIsShown(Driver driver) {
        in(RUNNING)
                .when(desiredState(DesiredState.TERMINATED).because("cost"))
                .then(sessionsChanged().showsOnce("s-1").withReason("cost"))
                .on(driver);
    }

    private static Scenario in(Phase phase) {
        return given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(phase))
                .then(theRow("s-1").withPhase(phase));
    }
}
