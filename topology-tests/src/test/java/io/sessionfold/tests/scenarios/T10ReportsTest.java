package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.EMPTY_PHASE;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.contract.RejectionReason.STALE_SEQUENCE;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T10: report before creation; report without url; empty phase; Running after Terminated; duplicates and older marks. */
final class T10ReportsTest {

    @ScenarioTest
    void aReportBeforeTheCreationWaitsUnseenAndIsFoldedAfterIt(Driver driver) {
        givenNothing()
                .when(phaseReported(RUNNING).withUrl("https://pod-1"))
                .then(sessionsChanged().areEmpty())
                .and(rejections().areEmpty())
                .and(noRow("s-1"))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(sessionsChanged().areExactly(2))
                .and(sessionsChanged()
                        .shows("s-1")
                        .withPhase(Phase.RUNNING)
                        .withUrl("https://pod-1")
                        .withVersion(2))
                .on(driver);
    }

    @ScenarioTest
    void reportsThatNobodyCreatesASessionForAreRefusedOneByOne(Driver driver) {
        givenNothing()
                .has(phaseReported(CREATING), phaseReported(RUNNING))
                .when(timePassesTo("10:10"))
                .then(rejections()
                        .areExactly(
                                refused(UNKNOWN_SESSION).ofEvent("e-1"),
                                refused(UNKNOWN_SESSION).ofEvent("e-2")))
                .and(noRow("s-1"))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRunOfASessionThatNobodyCreatedIsRefused(Driver driver) {
        givenNothing()
                .when(runAccepted("r-1"), runStarted("r-1"), runEnded("r-1"))
                .then(rejections()
                        .areExactly(refused(UNKNOWN_SESSION), refused(UNKNOWN_SESSION), refused(UNKNOWN_SESSION)))
                .and(noRow("s-1"))
                .on(driver);
    }

    @ScenarioTest
    void aReportWithoutAUrlKeepsTheUrl(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING).withUrl("https://pod-1").withPod("pod-1"))
                .when(phaseReported(RUNNING).saying("still there"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withUrl("https://pod-1")
                        .withPod("pod-1"))
                .on(driver);
    }

    @ScenarioTest
    void anExplicitClearClearsTheUrlAlone(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING).withUrl("https://pod-1").withPod("pod-1"))
                .when(phaseReported(RUNNING).clearing("url"))
                .then(sessionsChanged().showsOnce("s-1").withUrl(null).withPod("pod-1"))
                .on(driver);
    }

    @ScenarioTest
    void anEmptyPhaseIsRefused(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(phaseReported(Phase.UNKNOWN).withUrl("https://pod-1"))
                .then(rejections().areExactly(refused(EMPTY_PHASE)))
                .and(theRow("s-1").withPhase(Phase.PENDING).withUrl(null))
                .on(driver);
    }

    @ScenarioTest
    void aFailureReportWithoutAPhaseIsAFailure(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(phaseReported(Phase.UNKNOWN).withExitCode(137))
                .then(sessionsChanged().showsOnce("s-1").withPhase(Phase.FAILED))
                .on(driver);
    }

    @ScenarioTest
    void runningAfterTerminatedIsRefused(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), phaseReported(TERMINATED))
                .when(phaseReported(RUNNING).withUrl("https://ghost"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("PhaseReported")))
                .and(theRow("s-1").withPhase(Phase.TERMINATED).withUrl(null))
                .on(driver);
    }

    @ScenarioTest
    void aTerminalPhaseEndsEveryRunAndEveryOwedReply(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(
                        phaseReported(RUNNING).withUrl("https://pod-1"),
                        runStarted("a"),
                        runAccepted("b").owing("m-1"),
                        runEnded("b"),
                        runAccepted("c").hidden())
                .when(phaseReported(TERMINATED))
                .then(outcomes().areExactly(killed("a"), killed("b"), killed("c")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(Phase.TERMINATED)
                        .withNoActiveRun()
                        .withUrl(null)
                        .about(null))
                .on(driver);
    }

    @ScenarioTest
    void aDuplicateIsRefusedWithTheFirstDecision(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1").withId("start"))
                .when(again("start"))
                .then(rejections()
                        .areExactly(refused(DUPLICATE).ofEvent("start").decidedFirst("APPLIED")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRedeliveredRefusalIsNeverAdmittedLater(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("r-1").withKey("k"),
                        runAccepted("r-2").withKey("k").withId("refused"))
                .has(runEnded("r-1"), runSettled("r-1"), timePassesTo("10:15"))
                .when(again("refused"))
                .then(rejections().areExactly(refused(DUPLICATE).decidedFirst("GUARD_HIT")))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void anOlderSequenceIsRefusedAndAGapIsNot(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").by("gw-1", 1, 5))
                .when(runStarted("r-1").by("gw-1", 1, 5), runStarted("r-1").by("gw-1", 1, 4))
                .then(rejections().areExactly(refused(STALE_SEQUENCE), refused(STALE_SEQUENCE)))
                .when(runStarted("r-1").by("gw-1", 1, 9))
                .then(rejections().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withRunStatus("running"))
                .on(driver);
    }

    @ScenarioTest
    void anOlderEpochIsRefusedAndANewerOneCountsAnew(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").by("gw-1", 2, 7))
                .when(runEnded("r-1").by("gw-1", 1, 8))
                .then(rejections().areExactly(refused(STALE_EPOCH)))
                .when(runStarted("r-1").by("gw-1", 3, 1), runEnded("r-1").by("gw-1", 3, 2))
                .then(rejections().areEmpty())
                .and(outcomes().areExactly(done("r-1")))
                .on(driver);
    }

    @ScenarioTest
    void twoProducersCountEachForItself(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").by("gw-1", 1, 9))
                .when(runStarted("r-1").by("gw-2", 1, 1))
                .then(rejections().areEmpty())
                .on(driver);
    }
}
