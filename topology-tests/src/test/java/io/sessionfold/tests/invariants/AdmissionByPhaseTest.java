package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.WAKING;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theRun;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.Phase;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/** What each phase does with a run that wants to be admitted. */
final class AdmissionByPhaseTest {

    private static final Map<Phase, List<Phase>> WAYS = Map.of(
            Phase.PENDING, List.of(),
            Phase.CREATING, List.of(Phase.CREATING),
            Phase.RUNNING, List.of(Phase.RUNNING),
            Phase.DEGRADED, List.of(Phase.RUNNING, Phase.DEGRADED),
            Phase.RESTARTING, List.of(Phase.RUNNING, Phase.RESTARTING),
            Phase.HIBERNATING, List.of(Phase.RUNNING, Phase.HIBERNATING),
            Phase.HIBERNATED, List.of(Phase.RUNNING, Phase.HIBERNATED),
            Phase.WAKING, List.of(Phase.RUNNING, Phase.HIBERNATED, Phase.WAKING),
            Phase.TERMINATING, List.of(Phase.TERMINATING),
            Phase.FAILED, List.of(Phase.FAILED));

    @ScenarioTest
    @DisplayName("INV-8: RUNNING and DEGRADED start a run, other phases but TERMINATING queue it")
    void aRunStartsOrWaitsByPhase(Driver driver) {
        for (Phase phase : List.of(Phase.RUNNING, Phase.DEGRADED)) {
            in(phase)
                    .when(runAccepted("r-1"))
                    .then(commands().areExactly(startRun("r-1")))
                    .and(theRun("r-1", "ACCEPTED"))
                    .on(driver);
        }
        for (Phase phase : List.of(Phase.PENDING, Phase.CREATING, Phase.RESTARTING, Phase.WAKING)) {
            in(phase)
                    .when(runAccepted("r-1"))
                    .then(commands().areEmpty())
                    .and(theRow("s-1").withActiveRuns("r-1").withRunStatus("queued"))
                    .on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-8: a run that is admitted in hibernation wakes the session, and starts when it runs")
    void aRunThatIsAdmittedInHibernationWakesTheSession(Driver driver) {
        in(Phase.HIBERNATED)
                .when(runAccepted("r-1"))
                .then(commands().areExactly(command(SessionCommandType.WAKE)))
                .when(phaseReported(WAKING), phaseReported(DEGRADED))
                .then(commands().areExactly(startRun("r-1")))
                .when(phaseReported(RUNNING))
                .then(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-8: a session that falls asleep over a run that it admitted is woken again")
    void aSessionThatFallsAsleepOverItsRunIsWokenAgain(Driver driver) {
        in(Phase.HIBERNATING)
                .when(runAccepted("r-1"))
                .then(commands().areExactly(command(SessionCommandType.WAKE)))
                .when(runAccepted("r-2"))
                .then(commands().areEmpty())
                .when(phaseReported(HIBERNATED))
                .then(commands().areExactly(command(SessionCommandType.WAKE)))
                .when(phaseReported(RUNNING))
                .then(commands().areExactly(startRun("r-1"), startRun("r-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: TERMINATING admits no run, and a final phase even less")
    void aSessionThatEndsAdmitsNoRun(Driver driver) {
        in(Phase.TERMINATING)
                .when(runAccepted("r-1"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
        in(Phase.FAILED)
                .when(runAccepted("r-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                .on(driver);
    }

    private static Scenario in(Phase phase) {
        Scenario scenario = given(session("s-1").onPlatform("kubernetes"));
        for (Phase next : WAYS.getOrDefault(phase, List.of())) {
            scenario = scenario.has(phaseReported(next));
        }
        return scenario.then(theRow("s-1").withPhase(phase));
    }
}
