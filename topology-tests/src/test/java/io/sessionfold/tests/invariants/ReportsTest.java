package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.RejectionReason.EMPTY_PHASE;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** A controller's reports. */
final class ReportsTest {

    @ScenarioTest
    @DisplayName("INV-27: absent means unchanged")
    void absentMeansUnchanged(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING).withUrl("https://pod").withPod("pod-1"))
                .when(phaseReported(DEGRADED))
                .then(sessionsChanged().showsOnce("s-1").withUrl("https://pod").withPod("pod-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-27: an explicit clear, HIBERNATED and a terminal phase clear the address")
    void threeThingsClearTheAddress(Driver driver) {
        Scenario running = given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING).withUrl("https://pod").withPod("pod-1"));
        running.when(phaseReported(RUNNING).clearing("podName"))
                .then(theRow("s-1").withUrl("https://pod").withPod(null))
                .on(driver);
        for (Phase phase : List.of(Phase.HIBERNATED, Phase.TERMINATED, Phase.FAILED)) {
            running.when(phaseReported(phase))
                    .then(theRow("s-1").withUrl(null).withPod(null))
                    .on(driver);
        }
        for (Phase phase : List.of(Phase.HIBERNATING, Phase.RESTARTING, Phase.TERMINATING)) {
            running.when(phaseReported(phase))
                    .then(theRow("s-1").withUrl("https://pod").withPod("pod-1"))
                    .on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-27: an unknown phase never becomes the phase; a failure report without one derives FAILED")
    void anUnknownPhaseNeverBecomesThePhase(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(
                        phaseReported(Phase.UNKNOWN).saying("hm"),
                        phaseReported(Phase.UNKNOWN).withExitCode(0))
                .then(rejections().areExactly(refused(EMPTY_PHASE), refused(EMPTY_PHASE)))
                .when(phaseReported(Phase.UNKNOWN).withExitCode(1))
                .then(sessionsChanged().showsOnce("s-1").withPhase(Phase.FAILED))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: a report of the current phase merges its fields and leaves phaseSince and history")
    void aReportOfTheCurrentPhaseMerges(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), timePassesTo("10:05"))
                .when(phaseReported(RUNNING).withUrl("https://pod"))
                .then(sessionsChanged().showsOnce("s-1").withUrl("https://pod").withPhaseSince("10:00"))
                .and(theState(
                        "one earlier phase",
                        state -> state.lifecycle() != null
                                && state.lifecycle().phaseHistory().size() == 1))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: a report with a lower generation changes fields, never the phase")
    void aReportOfALowerGenerationNeverChangesThePhase(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(phaseReported(RUNNING).onGeneration(0).withPod("pod-1"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(Phase.PENDING)
                        .withPod("pod-1"))
                .when(phaseReported(RUNNING).onGeneration(1))
                .then(theRow("s-1").withPhase(Phase.RUNNING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-28: what is forbidden is refused, and the stream goes on")
    void whatIsForbiddenIsRefused(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(phaseReported(HIBERNATED), phaseReported(RUNNING))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                .and(theRow("s-1").withPhase(Phase.RUNNING))
                .on(driver);
    }
}
