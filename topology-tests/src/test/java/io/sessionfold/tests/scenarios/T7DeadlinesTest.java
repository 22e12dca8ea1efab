package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T7: deadline against reply in both orders; extend racing a lapse; one reply for two runs. */
final class T7DeadlinesTest {

    @ScenarioTest
    void aReplyBeforeTheDeadlineWins(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"), lapseLeaves(TURN, "r-1"))
                .when(timePassesTo("10:09:59.999"), replyCommitted("r-1", "m-1"), lapseArrives(TURN, "r-1"))
                .then(outcomes().areExactly(done("r-1").to("m-1").replying("reply-to-r-1")))
                .and(rejections().areExactly(refused(LATE_TIMER)))
                .on(driver);
    }

    @ScenarioTest
    void aDeadlineBeforeTheReplyWins(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"))
                .when(timePassesTo("10:10"), replyCommitted("r-1", "m-1"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .and(rejections().areExactly(refused(ALREADY_TERMINAL).of("TerminalReplyCommitted")))
                .on(driver);
    }

    @ScenarioTest
    void progressExtendsTheDeadlineAndALapseInFlightDoesNotKill(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"))
                .when(timePassesTo("10:09"), runProgressed("r-1"), timePassesTo("10:11"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .when(timePassesTo("10:19"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .on(driver);
    }

    @ScenarioTest
    void aLapseThatArrivesBeforeItsDeadlineKillsNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(timePassesTo("10:05"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRunThatNeverStartsFailsItsAdmission(Driver driver) {
        given(session("s-1").withAdmissionMs(60_000))
                .has(runAccepted("r-1"))
                .when(timePassesTo("10:00:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:01"))
                .then(outcomes().areExactly(failed("r-1", "ADMISSION_TIMEOUT")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void theFirstSignOfLifeEndsTheWaitForAdmission(Driver driver) {
        given(session("s-1").withAdmissionMs(60_000))
                .has(runAccepted("r-1"))
                .when(runProgressed("r-1"), timePassesTo("10:05"))
                .then(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void progressNeverExtendsTheExpiryOfTheRun(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").expiringInMs(15 * 60_000), runStarted("r-1"))
                .when(timePassesTo("10:08"), runProgressed("r-1"), timePassesTo("10:14:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:15"))
                .then(outcomes().areExactly(timedOut("r-1", "RUN_EXPIRED")))
                .on(driver);
    }

    @ScenarioTest
    void aYieldedRunHasNoTurnToLapseButExpires(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runEnded("r-1").yielding())
                .when(timePassesTo("10:59"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("11:00"))
                .then(outcomes().areExactly(timedOut("r-1", "RUN_EXPIRED")))
                .on(driver);
    }

    @ScenarioTest
    void aReplyThatNeverComesIsAnOutcomeToo(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"))
                .when(timePassesTo("10:01"), runEnded("r-1"))
                .then(outcomes().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "done"))
                .when(timePassesTo("10:11"))
                .then(outcomes().areExactly(failed("r-1", "REPLY_MISSING").to("m-1")))
                .and(sessionsChanged().showsOnce("s-1").withLastRun("r-1", "failed"))
                .on(driver);
    }

    @ScenarioTest
    void aReplyAfterTheEndDischargesWhatIsOwed(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1", "m-2"), runStarted("r-1"), runEnded("r-1"))
                .when(replyCommitted("r-1", "m-1"))
                .then(outcomes().areEmpty())
                .when(replyCommitted("r-1", "m-2"))
                .then(outcomes().areExactly(done("r-1").to("m-1", "m-2").replying("reply-to-r-1")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void oneReplyAnswersTwoRunsWhoseMessagesItNames(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("a").owing("m-1"),
                        runAccepted("b").owing("m-2"),
                        runAccepted("c").owing("m-3", "m-4"))
                .when(replyCommitted("a", "m-1", "m-2", "m-3"))
                .then(outcomes().areExactly(done("a").to("m-1"), done("b").to("m-2")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("c").about(null))
                .when(replyCommitted("c", "m-4"))
                .then(outcomes().areExactly(done("c").to("m-3", "m-4")))
                .on(driver);
    }

    @ScenarioTest
    void aReplyDoesNotEndAnotherRunThatOwesNothing(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("a").owing("m-1"), runStarted("a"), runStarted("b"))
                .when(replyCommitted("a", "m-1"))
                .then(outcomes().areExactly(done("a")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("b"))
                .on(driver);
    }

    @ScenarioTest
    void anEndWithItsReplyOwesNothing(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"))
                .when(runEnded("r-1").replying("ref"))
                .then(outcomes().areExactly(done("r-1").replying("ref")))
                .on(driver);
    }

    @ScenarioTest
    void deadlinesThatPassedTogetherLapseInTheirOrder(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "RATE_LIMIT"))
                .when(timePassesTo("12:00"))
                .then(outcomes().areExactly(failed("r-1", "RATE_LIMIT")))
                .on(driver);
    }
}
