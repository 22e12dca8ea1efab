package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static io.sessionfold.tests.dsl.WorkerWords.workerExited;
import static io.sessionfold.tests.dsl.WorkerWords.workerStarted;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.RunToAccept;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** T8: worker exit, intentional and not; three runs of which one is answered; accepted after the exit; an older epoch's exit. */
final class T8WorkersTest {

    @ScenarioTest
    @DisplayName("INV-18: an unintentional exit fails the runs that are not answered, picked up or not")
    void anUnintentionalExitFailsTheRunsThatAreNotAnswered(Driver driver) {
        given(session("s-1"))
                .has(
                        workerStarted("d-1", "w-1", 1),
                        resting("r-1").owing("m-1"),
                        resting("r-2").owing("m-2"),
                        resting("r-3"),
                        runStarted("r-1"),
                        runStarted("r-2"),
                        replyCommitted("r-1", "m-1"))
                .when(workerExited("d-1", "w-1"))
                .then(outcomes().areExactly(failed("r-2", "WORKER_DIED").to("m-2"), failed("r-3", "WORKER_DIED")))
                .and(theRow("s-1").withNoActiveRun())
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-15, INV-18: a reply that is owed fails with the worker")
    void aReplyThatIsOwedFailsWithTheWorker(Driver driver) {
        given(session("s-1"))
                .has(resting("r-1").owing("m-1"), runStarted("r-1"), runEnded("r-1"))
                .when(workerExited("d-1", "w-1"))
                .then(outcomes().areExactly(failed("r-1", "WORKER_DIED").to("m-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: an intentional exit fails nobody, and the run can still be answered")
    void anIntentionalExitFailsNobody(Driver driver) {
        given(session("s-1"))
                .has(resting("r-1"), runStarted("r-1"))
                .when(workerExited("d-1", "w-1").asPlanned())
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .when(runEnded("r-1"))
                .then(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: runs of another deployment, and of none, go on")
    void runsOfAnotherDeploymentGoOn(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").onDeployment("d-2"), runAccepted("r-2"), resting("r-3"))
                .when(workerExited("d-1", "w-1"))
                .then(outcomes().areExactly(failed("r-3", "WORKER_DIED")))
                .and(theRow("s-1").withActiveRuns("r-1", "r-2"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: a run that is accepted after the exit and names its worker fails at once")
    void aRunThatIsAcceptedAfterTheExitFailsAtOnce(Driver driver) {
        given(session("s-1"))
                .has(workerExited("d-1", "w-1"))
                .when(resting("r-1").onWorker("w-1"))
                .then(outcomes().areExactly(failed("r-1", "WORKER_DIED")))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: a run that is accepted after the exit and names no worker waits for admission")
    void aRunWithoutAWorkerWaitsForAdmission(Driver driver) {
        given(session("s-1"))
                .has(workerExited("d-1", "w-1"))
                .when(resting("r-1"))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .when(timePassesTo("10:30"))
                .then(outcomes().areExactly(failed("r-1", "ADMISSION_TIMEOUT")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: a run that is accepted after the restart is executed")
    void aRunThatIsAcceptedAfterTheRestartIsExecuted(Driver driver) {
        given(session("s-1"))
                .has(workerExited("d-1", "w-1"), workerStarted("d-1", "w-1", 2))
                .when(resting("r-1").onWorker("w-1"), runStarted("r-1"), runEnded("r-1"))
                .then(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: an older epoch's exit fails nobody, and is refused visibly")
    void anOlderEpochsExitFailsNobody(Driver driver) {
        given(session("s-1"))
                .has(workerStarted("d-1", "w-1", 2), resting("r-1").onWorker("w-1"), runStarted("r-1"))
                .when(workerExited("d-1", "w-1").inEpoch(1))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .and(rejections()
                        .areExactly(refused(STALE_EPOCH).of("WorkerExited").saying("worker-events")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-13, INV-18: an exit that is seen twice fails nobody twice, nor a run that came in between")
    void anExitThatIsSeenTwiceFailsNobodyTwice(Driver driver) {
        given(session("s-1"))
                .has(resting("r-1"), workerExited("d-1", "w-1"), resting("r-2"))
                .when(workerExited("d-1", "w-1"))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-2"))
                .and(rejections().areExactly(refused(ALREADY_TERMINAL).of("WorkerExited")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-13: an answer that comes after the worker's death is refused, and the failure stays")
    void anAnswerAfterTheDeathIsRefused(Driver driver) {
        given(session("s-1"))
                .has(resting("r-1").owing("m-1"), runStarted("r-1"))
                .when(workerExited("d-1", "w-1"), replyCommitted("r-1", "m-1"))
                .then(outcomes().areExactly(failed("r-1", "WORKER_DIED").to("m-1")))
                .and(rejections().areExactly(refused(ALREADY_TERMINAL).of("TerminalReplyCommitted")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-18: a death is told to each session by a change of its own")
    void aDeathIsToldToEachSession(Driver driver) {
        given(session("s-1"), session("s-2"))
                .has(resting("r-1"), resting("r-1").in("s-2"))
                .when(workerExited("d-1", "w-1"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun())
                .and(sessionsChanged().showsOnce("s-2").withNoActiveRun())
                .and(rejections().areEmpty())
                .on(driver);
    }

    private static RunToAccept resting(String runId) {
        return runAccepted(runId).onDeployment("d-1");
    }
}
