package io.sessionfold.tests.invariants;

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
import static io.sessionfold.contract.RejectionReason.UNSUPPORTED;
import static io.sessionfold.contract.SessionCommandType.HIBERNATE;
import static io.sessionfold.contract.SessionCommandType.WAKE;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** What a person wants, and what a controller observes. */
final class WishesTest {

    @ScenarioTest
    @DisplayName("INV-28: a wish to hibernate is a command; the phase waits for the report")
    void aWishToHibernateIsACommand(Driver driver) {
        in(RUNNING)
                .when(desiredState(DesiredState.HIBERNATED).because("night"))
                .then(commands().areExactly(command(HIBERNATE).attempt(0)))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(RUNNING)
                        .withDesiredState(DesiredState.HIBERNATED)
                        .withGeneration(2)
                        .withReason("night"))
                .when(
                        phaseReported(HIBERNATING).onGeneration(2),
                        phaseReported(HIBERNATED).onGeneration(2))
                .then(theRow("s-1").withPhase(HIBERNATED))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: a report on what was wanted before does not answer the new wish")
    void aReportOnTheWishBeforeDoesNotAnswer(Driver driver) {
        in(RUNNING)
                .has(
                        desiredState(DesiredState.HIBERNATED),
                        phaseReported(HIBERNATED).onGeneration(2))
                .has(desiredState(DesiredState.RUNNING))
                .when(phaseReported(HIBERNATING).onGeneration(2))
                .then(rejections().areEmpty())
                .and(theRow("s-1").withPhase(HIBERNATED).withGeneration(3))
                .when(phaseReported(WAKING).onGeneration(3))
                .then(theRow("s-1").withPhase(WAKING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: a wish to run wakes what sleeps, and the phase waits for the report")
    void aWishToRunWakesWhatSleeps(Driver driver) {
        in(HIBERNATED)
                .when(desiredState(DesiredState.RUNNING))
                .then(commands().areExactly(command(WAKE).attempt(0)))
                .and(theRow("s-1").withPhase(HIBERNATED).withDesiredState(DesiredState.RUNNING))
                .when(phaseReported(WAKING), phaseReported(RUNNING))
                .then(commands().areEmpty())
                .and(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: a wish for what is wanted already changes nothing")
    void aWishForWhatIsWantedAlreadyChangesNothing(Driver driver) {
        for (Phase phase : List.of(PENDING, CREATING, RUNNING, DEGRADED, RESTARTING, WAKING)) {
            in(phase)
                    .when(desiredState(DesiredState.RUNNING))
                    .then(rejections().areEmpty())
                    .and(commands().areEmpty())
                    .and(sessionsChanged().areEmpty())
                    .on(driver);
        }
        in(RUNNING)
                .has(desiredState(DesiredState.HIBERNATED))
                .when(desiredState(DesiredState.HIBERNATED))
                .then(rejections().areEmpty())
                .and(commands().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-34: asking again does not put the end of the wait off")
    void askingAgainDoesNotPutTheEndOff(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000).withCommandRetries(0))
                .has(phaseReported(RUNNING), desiredState(DesiredState.HIBERNATED), timePassesTo("10:00:59"))
                .when(desiredState(DesiredState.HIBERNATED), timePassesTo("10:01"))
                .then(theRow("s-1").withPhase(RUNNING).withPhaseReason("PHASE_TIMEOUT"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: only what runs or wakes can be put to sleep")
    void onlyWhatRunsCanBePutToSleep(Driver driver) {
        for (Phase phase : List.of(PENDING, SCHEDULED, PREPARING, CREATING, DEGRADED, RESTARTING, TERMINATING)) {
            in(phase)
                    .when(desiredState(DesiredState.HIBERNATED))
                    .then(rejections().areExactly(refused(ILLEGAL_TRANSITION).of("DesiredStateRequested")))
                    .and(commands().areEmpty())
                    .on(driver);
        }
        for (Phase phase : List.of(TERMINATED, CANCELLED, FAILED)) {
            in(phase)
                    .when(desiredState(DesiredState.HIBERNATED))
                    .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                    .on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-8: a run that is admitted while its session is to sleep, or falls asleep, wakes it once")
    void aRunWakesASessionThatIsToSleep(Driver driver) {
        in(RUNNING)
                .has(desiredState(DesiredState.HIBERNATED))
                .when(runAccepted("r-1"))
                .then(commands().areExactly(command(WAKE), startRun("r-1")))
                .and(theRow("s-1").withDesiredState(DesiredState.RUNNING))
                .when(runAccepted("r-2"))
                .then(commands().areExactly(startRun("r-2")))
                .on(driver);
        in(RUNNING)
                .has(desiredState(DesiredState.HIBERNATED), phaseReported(HIBERNATING))
                .when(runAccepted("r-1"), runAccepted("r-2"))
                .then(commands().areExactly(command(WAKE)))
                .and(theRow("s-1").withDesiredState(DesiredState.RUNNING).withActiveRuns("r-1", "r-2"))
                .when(phaseReported(HIBERNATED))
                .then(commands().areExactly(command(WAKE)))
                .when(phaseReported(RUNNING))
                .then(commands().areExactly(startRun("r-1"), startRun("r-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-34: a wish that a degraded session cannot follow is given up in its time, visibly")
    void aWishThatADegradedSessionCannotFollowIsGivenUp(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withPhaseMs(60_000).withCommandRetries(0))
                .has(phaseReported(RUNNING), desiredState(DesiredState.HIBERNATED), phaseReported(DEGRADED))
                .when(timePassesTo("10:01"))
                .then(commands().areEmpty())
                .and(theRow("s-1").withPhase(DEGRADED).withPhaseReason("PHASE_TIMEOUT"))
                .when(timePassesTo("23:00"))
                .then(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: a lifetime that is over changes nothing of a session that terminates already")
    void aLifetimeChangesNothingOfWhatTerminatesAlready(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withMaxDurationMs(60 * 60_000))
                .has(
                        phaseReported(RUNNING),
                        timePassesTo("10:58"),
                        desiredState(DesiredState.TERMINATED).because("cost"))
                .when(timePassesTo("11:00"))
                .then(commands().areEmpty())
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withPhase(TERMINATING).withPhaseSince("10:58"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-46: a desired state of a newer contract is refused, visibly")
    void aDesiredStateOfANewerContractIsRefused(Driver driver) {
        in(RUNNING)
                .when(desiredState(DesiredState.UNKNOWN))
                .then(rejections().areExactly(refused(UNSUPPORTED).saying("desired state")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-31: where there is no controller nobody is waited for, and nobody is told anything")
    void whereThereIsNoControllerNobodyIsWaitedFor(Driver driver) {
        given(session("s-1").withIdleTimeoutMs(60_000))
                .when(timePassesTo("10:01"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(HIBERNATED)
                        .withDesiredState(DesiredState.HIBERNATED))
                .when(desiredState(DesiredState.RUNNING))
                .then(sessionsChanged().showsOnce("s-1").withPhase(RUNNING).withDesiredState(DesiredState.RUNNING))
                .when(desiredState(DesiredState.TERMINATED))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED))
                .when(desiredState(DesiredState.RUNNING).asIncarnation("s-1/2"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(RUNNING).ofIncarnation("s-1/2"))
                .when(sessionReset("s-1/3"), sessionDeleted())
                .then(moment ->
                        assertThat(moment.recording().outputs().commands()).isEmpty())
                .on(driver);
        given(session("s-1").withMaxDurationMs(60_000))
                .when(timePassesTo("10:01"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: a controller that was told to wake is told when its session is to sleep on after all")
    void aWakingThatIsTakenBackIsACommandToo(Driver driver) {
        in(HIBERNATED)
                .has(desiredState(DesiredState.RUNNING))
                .when(desiredState(DesiredState.HIBERNATED))
                .then(commands().areExactly(command(HIBERNATE)))
                .and(sessionsChanged().showsOnce("s-1").withPhase(HIBERNATED).withDesiredState(DesiredState.HIBERNATED))
                .on(driver);
    }

    private static Scenario in(Phase phase) {
        return given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(phase))
                .then(theRow("s-1").withPhase(phase));
    }
}
