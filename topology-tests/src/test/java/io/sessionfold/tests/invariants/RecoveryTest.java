package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.RejectionReason.STALE_RUN;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.interrupted;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.recoverRun;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.TroubleWords.providerFailed;
import static io.sessionfold.tests.dsl.TroubleWords.recoveryAbandoned;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.TroubleWords.runInterruptedForGood;
import static io.sessionfold.tests.dsl.TroubleWords.runRecovered;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Runs that a restart lost. */
final class RecoveryTest {

    @ScenarioTest
    @DisplayName("INV-35: a lost run leaves the active ones, its outcome stays open, and its recovery is asked for")
    void aLostRunIsNotActiveAndNotDecided(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(runInterrupted("r-1"))
                .then(commands().areExactly(recoverRun("r-1")))
                .and(outcomes().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withRunStatus("interrupted"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: the run that took its place is named, and takes over what was owed")
    void theNewRunTakesOverWhatWasOwed(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1", "m-2"), runStarted("r-1"), runInterrupted("r-1"))
                .has(runAccepted("r-2"), runStarted("r-2"))
                .when(runRecovered("r-1", "r-2"))
                .then(outcomes().areExactly(interrupted("r-1").to("m-1", "m-2").recoveredBy("r-2")))
                .and(theRow("s-1").withActiveRuns("r-2").withRunStatus("running"))
                .when(runEnded("r-2"))
                .then(outcomes().areEmpty())
                .when(replyCommitted("r-2", "m-1", "m-2"))
                .then(outcomes().areExactly(done("r-2").replying("reply-to-r-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: accepted is not recovered until it starts")
    void acceptedIsNotRecoveredUntilItStarts(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runInterrupted("r-1"), runAccepted("r-2"))
                .when(runRecovered("r-1", "r-2"))
                .then(rejections()
                        .areExactly(
                                refused(ILLEGAL_TRANSITION).of("RunRecovered").saying("'r-2' to have started")))
                .and(outcomes().areEmpty())
                .when(runStarted("r-2"), runRecovered("r-1", "r-2"))
                .then(rejections().areEmpty())
                .and(outcomes().areExactly(interrupted("r-1").recoveredBy("r-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: a run that nobody knows recovers nothing")
    void aRunThatNobodyKnowsRecoversNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runInterrupted("r-1"))
                .when(runRecovered("r-1", "r-9"))
                .then(rejections()
                        .areExactly(refused(UNKNOWN_RUN).of("RunRecovered").saying("'r-9'")))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: a recovery that is given up, or never comes, ends the run as interrupted")
    void aRecoveryThatNeverComesEndsTheRun(Driver driver) {
        Scenario lost = given(session("s-1").withRecoveryMs(60_000))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"), runInterrupted("r-1"));
        lost.when(recoveryAbandoned("r-1"))
                .then(outcomes()
                        .areExactly(interrupted("r-1", "RECOVERY_ABANDONED").to("m-1")))
                .when(timePassesTo("10:05"))
                .then(outcomes().areEmpty())
                .on(driver);
        lost.when(timePassesTo("10:00:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:01"))
                .then(outcomes()
                        .areExactly(interrupted("r-1", "RECOVERY_TIMEOUT").to("m-1")))
                .when(recoveryAbandoned("r-1"), runAccepted("r-2"), runStarted("r-2"), runRecovered("r-1", "r-2"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: without a policy of its own a recovery lasts no longer than five minutes")
    void aRecoveryLastsFiveMinutes(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runInterrupted("r-1"))
                .when(timePassesTo("10:04:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:05"))
                .then(outcomes().areExactly(interrupted("r-1", "RECOVERY_TIMEOUT")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: a run is recovered so often and no more")
    void recoveryIsBounded(Driver driver) {
        given(session("s-1").withMaxRecoveries(2))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"), runInterrupted("r-1"))
                .has(runStarted("r-2"), runRecovered("r-1", "r-2"), runInterrupted("r-2"))
                .has(runStarted("r-3"), runRecovered("r-2", "r-3"))
                .when(runInterrupted("r-3"))
                .then(outcomes().areExactly(interrupted("r-3", "RECOVERIES_EXHAUSTED")))
                .and(commands().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: a run that cannot be recovered is interrupted at once")
    void aRunThatCannotBeRecoveredIsInterruptedAtOnce(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"))
                .when(runInterruptedForGood("r-1"))
                .then(outcomes().areExactly(interrupted("r-1").to("m-1")))
                .and(commands().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "interrupted"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: what the lost run says afterwards is stale, a success above all")
    void whatTheLostRunSaysAfterwardsIsStale(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"), runInterrupted("r-1"))
                .when(
                        runStarted("r-1"),
                        runProgressed("r-1"),
                        runEnded("r-1").replying("ref"),
                        runErrored("r-1", "X").forGood(),
                        providerFailed("r-1", "X"),
                        runInterrupted("r-1"))
                .then(rejections()
                        .areExactly(
                                refused(STALE_RUN).of("RunStarted").saying("'r-1'"),
                                refused(STALE_RUN).of("RunProgressed"),
                                refused(STALE_RUN).of("RunEnded"),
                                refused(STALE_RUN).of("RunErrored"),
                                refused(STALE_RUN).of("ProviderFailed"),
                                refused(STALE_RUN).of("RunInterrupted")))
                .and(outcomes().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: a reply that was committed answers a lost run: it is not recovered to answer twice")
    void aCommittedReplyAnswersALostRun(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"), runInterrupted("r-1"))
                .when(replyCommitted("r-1", "m-1"))
                .then(outcomes().areExactly(done("r-1").to("m-1").replying("reply-to-r-1")))
                .and(rejections().areEmpty())
                .when(runAccepted("r-2"), runStarted("r-2"), runRecovered("r-1", "r-2"), timePassesTo("10:05"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("RunRecovered")))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-13: an abort, a reset, a deletion and the end of the session decide a lost run, once")
    void whatEndsEverythingEndsALostRunToo(Driver driver) {
        Scenario lost = given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), runStarted("r-1"), runInterrupted("r-1"));
        lost.when(runAborted("r-1"), timePassesTo("10:30"))
                .then(outcomes().areExactly(killed("r-1")))
                .on(driver);
        lost.when(sessionReset("s-1/2"), afterMs(300_000))
                .then(outcomes().areExactly(interrupted("r-1", "SESSION_RESET")))
                .on(driver);
        lost.when(sessionDeleted(), timePassesTo("10:30"))
                .then(outcomes().areExactly(killed("r-1")))
                .on(driver);
        lost.when(phaseReported(TERMINATED), timePassesTo("10:30"))
                .then(outcomes().areExactly(killed("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: the deadlines of a lost run do not lapse while it waits to be recovered")
    void theTurnOfALostRunDoesNotLapse(Driver driver) {
        given(session("s-1").withRecoveryMs(60 * 60_000))
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"), runInterrupted("r-1"))
                .when(timePassesTo("10:30"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-35: a run that was queued, or yielded, can be lost and recovered too")
    void everyActiveRunCanBeLost(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("queued"),
                        runStarted("yielded"),
                        runEnded("yielded").yielding())
                .when(runInterrupted("queued"), runInterrupted("yielded"))
                .then(commands().areExactly(recoverRun("queued"), recoverRun("yielded")))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: what has ended, or only owes its reply, cannot be lost")
    void whatHasEndedCannotBeLost(Driver driver) {
        given(session("s-1"))
                .has(runAborted("ended"), runAccepted("owed").owing("m-1"), runEnded("owed"))
                .when(runInterrupted("ended"), runInterrupted("owed"), runInterrupted("unknown"))
                .then(rejections()
                        .areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL), refused(UNKNOWN_RUN)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: a run that was not lost is neither recovered nor abandoned")
    void aRunThatWasNotLostIsNotRecovered(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runStarted("r-2"))
                .when(runRecovered("r-1", "r-2"), recoveryAbandoned("r-1"))
                .then(moment -> assertThat(moment.since().rejections())
                        .extracting(RejectedEvent::getReason)
                        .containsExactly(ILLEGAL_TRANSITION, ILLEGAL_TRANSITION))
                .and(theRow("s-1").withActiveRuns("r-1", "r-2"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-8: the retry of a lost request starts no second run, also after it was recovered")
    void theRetryOfALostRequestIsHeldByItsGuard(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runStarted("r-1"), runInterrupted("r-1"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections()
                        .areExactly(refused(GUARD_HIT).becauseOf("r-1").saying("in_flight")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-6: a hidden run that is lost, and its end, are no change of the row")
    void aHiddenLostRunIsNoChangeOfTheRow(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").hidden(), runStarted("r-1"))
                .when(runInterrupted("r-1"))
                .then(commands().areExactly(recoverRun("r-1")))
                .and(sessionsChanged().areEmpty())
                .when(timePassesTo("10:05"))
                .then(outcomes().areExactly(interrupted("r-1", "RECOVERY_TIMEOUT")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-6: the end of a lost run leaves the times of the one that took its place")
    void theEndOfALostRunLeavesTheTimesOfTheNew(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:01"), runInterrupted("r-1"))
                .has(timePassesTo("10:02"), runStarted("r-2"), timePassesTo("10:03"))
                .when(runRecovered("r-1", "r-2"))
                .then(theRow("s-1")
                        .withRunStatus("running")
                        .withStartedAt("10:02")
                        .withEndedAt(null)
                        .withRuntimeMs(null)
                        .withLastRunError(null))
                .on(driver);
    }
}
