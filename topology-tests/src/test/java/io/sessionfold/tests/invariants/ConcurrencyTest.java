package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Concurrency.EXCLUSIVE;
import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.Phase.RESTARTING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.RejectionReason.CONVERSATION_BUSY;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.UNSUPPORTED;
import static io.sessionfold.tests.dsl.Expect.abortRun;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.interrupted;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.TroubleWords.runInterruptedForGood;
import static io.sessionfold.tests.dsl.TroubleWords.runRecovered;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
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

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.RunToAccept;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** EXCLUSIVE and QUEUED: one conversation at a time. */
final class ConcurrencyTest {

    @ScenarioTest
    @DisplayName("INV-36: an accepted, a running and a yielded run each keep an EXCLUSIVE session busy, hidden or not")
    void everyActiveRunKeepsAnExclusiveSessionBusy(Driver driver) {
        for (RunToAccept holder : List.of(runAccepted("a"), runAccepted("a").hidden())) {
            Scenario accepted = exclusive().has(holder);
            isBusy(accepted).on(driver);
            isBusy(accepted.has(runStarted("a"))).on(driver);
            isBusy(accepted.has(runStarted("a"), runEnded("a").yielding())).on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-36: an owed reply keeps nobody out")
    void anOwedReplyKeepsNobodyOut(Driver driver) {
        exclusive()
                .has(runAccepted("a").owing("m-1"), runEnded("a"))
                .when(runAccepted("b"))
                .then(rejections().areEmpty())
                .and(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a run that waits for its recovery keeps nobody out, or nothing could recover it")
    void aRunThatWaitsForItsRecoveryKeepsNobodyOut(Driver driver) {
        exclusive()
                .has(runStarted("a"), runInterrupted("a"))
                .when(runAccepted("b"), runStarted("b"), runRecovered("a", "b"))
                .then(rejections().areEmpty())
                .and(outcomes().areExactly(interrupted("a").recoveredBy("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: an EXCLUSIVE session that is not running yet is kept busy by the run that waits for it")
    void aRunThatWaitsForItsSessionKeepsItBusy(Driver driver) {
        isBusy(given(session("s-1").onPlatform("kubernetes").withConcurrency(EXCLUSIVE))
                        .has(runAccepted("a")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: of QUEUED runs one starts, and each next one when the one before has ended")
    void queuedRunsStartOneByOne(Driver driver) {
        queued().when(runAccepted("a"), runAccepted("b"), runAccepted("c"))
                .then(commands().areExactly(startRun("a")))
                .and(theRow("s-1").withActiveRuns("a", "b", "c").withRunStatus("queued"))
                .when(runStarted("a"))
                .then(theRow("s-1").withRunStatus("running"))
                .when(runEnded("a"))
                .then(commands().areExactly(startRun("b")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("b", "c"))
                .when(runAborted("b"))
                .then(commands().areExactly(abortRun("b"), startRun("c")))
                .when(runErrored("c", "REFUSAL").forGood())
                .then(commands().areEmpty())
                .and(outcomes().areExactly(failed("c", "REFUSAL")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: every end of the holder starts the next, a lapse too")
    void everyEndOfTheHolderStartsTheNext(Driver driver) {
        Scenario holding = queued().has(runAccepted("a").owing("m-1"), runStarted("a"), runAccepted("b"));
        List<Scenario> ended = List.of(
                holding.when(runEnded("a")),
                holding.when(replyCommitted("a", "m-1")),
                holding.when(runErrored("a", "X").forGood()),
                holding.when(runInterrupted("a")),
                holding.when(runInterruptedForGood("a")),
                holding.when(timePassesTo("10:10")));
        for (Scenario scenario : ended) {
            scenario.then(moment -> assertThat(moment.since().commands())
                            .filteredOn(command -> command.getType() == SessionCommandType.START_RUN)
                            .extracting(SessionCommand::getRunId)
                            .containsExactly("b"))
                    .on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-36: a yielded run holds its place, and what waits goes on waiting")
    void aYieldedRunHoldsItsPlace(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b"))
                .when(runEnded("a").yielding())
                .then(commands().areEmpty())
                .when(runStarted("a"), runEnded("a"))
                .then(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: the ADMISSION clock of a queued run begins when it becomes next")
    void theAdmissionClockOfAQueuedRunBeginsWhenItIsNext(Driver driver) {
        given(session("s-1").withConcurrency(QUEUED).withAdmissionMs(60_000))
                .has(runStarted("a"), runAccepted("b"), runAccepted("c"), timePassesTo("10:05"))
                .when(runEnded("a"))
                .then(commands().areExactly(startRun("b")))
                .when(timePassesTo("10:05:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:06"))
                .then(outcomes().areExactly(failed("b", "ADMISSION_TIMEOUT")))
                .and(commands().areExactly(startRun("c")))
                .when(timePassesTo("10:07"))
                .then(outcomes().areExactly(failed("c", "ADMISSION_TIMEOUT")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a run that waits its turn neither starts nor progresses")
    void aRunThatWaitsItsTurnDoesNotStart(Driver driver) {
        queued().has(runAccepted("a"), runAccepted("b"))
                .when(runStarted("b"), runProgressed("b"))
                .then(rejections()
                        .areExactly(
                                refused(ILLEGAL_TRANSITION).of("RunStarted").saying("'b'"),
                                refused(ILLEGAL_TRANSITION).of("RunProgressed").saying("'b'")))
                .and(theRow("s-1").withRunStatus("queued"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-32: the expiry of a run that waits does not touch the others, nor the order")
    void theExpiryOfARunThatWaitsDoesNotTouchOthers(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b").expiringInMs(60_000), runAccepted("c"))
                .when(timePassesTo("10:01"))
                .then(outcomes().areExactly(timedOut("b", "RUN_EXPIRED")))
                .and(commands().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("a", "c").withRunStatus("running"))
                .when(runEnded("a"))
                .then(commands().areExactly(startRun("c")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: queued runs of a session that does not run yet start one by one when it does")
    void queuedRunsWaitForTheirSessionToo(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withConcurrency(QUEUED))
                .has(runAccepted("a"), runAccepted("b"))
                .when(phaseReported(RUNNING))
                .then(commands().areExactly(startRun("a")))
                .when(runEnded("a"))
                .then(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a next run does not start in a session that fell asleep meanwhile")
    void theNextRunWaitsForASessionThatSleeps(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withConcurrency(QUEUED))
                .has(phaseReported(RUNNING), runStarted("a"), runAccepted("b"), phaseReported(RESTARTING))
                .when(runEnded("a"))
                .then(commands().areEmpty())
                .when(phaseReported(RUNNING))
                .then(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a hidden run takes its turn like any other")
    void aHiddenRunTakesItsTurn(Driver driver) {
        queued().has(runAccepted("a").hidden(), runAccepted("b"))
                .when(runStarted("a"), runEnded("a"))
                .then(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: an end of all starts nobody")
    void anAbortOfAllStartsNobody(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b"), runAccepted("c"))
                .when(allRunsAborted())
                .then(outcomes().areExactly(killed("a"), killed("b"), killed("c")))
                .and(commands().areExactly(abortRun("a"), abortRun("b"), abortRun("c")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: fencing tokens grow with every admission, hidden ones among them")
    void fencingTokensGrow(Driver driver) {
        given(session("s-1"))
                .when(
                        runAccepted("a"),
                        runAccepted("b").hidden(),
                        runAccepted("c").hidden(),
                        runAccepted("d"),
                        runAccepted("e").hidden())
                .then(moment -> assertThat(moment.since().commands())
                        .extracting(SessionCommand::getFencingToken)
                        .hasSize(5)
                        .doesNotContainNull()
                        .isSorted()
                        .doesNotHaveDuplicates())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a concurrency of a newer contract is refused, visibly")
    void aConcurrencyOfANewerContractIsRefused(Driver driver) {
        givenNothing()
                .when(session("s-1").withConcurrency(Concurrency.UNKNOWN))
                .then(rejections()
                        .areExactly(refused(UNSUPPORTED).of("SessionCreated").saying("concurrency")))
                .and(noRow("s-1"))
                .on(driver);
    }

    private static Scenario isBusy(Scenario held) {
        return held.when(runAccepted("b"))
                .then(rejections()
                        .areExactly(refused(CONVERSATION_BUSY).becauseOf("a").saying("'a'")))
                .and(commands().areEmpty())
                .and(sessionsChanged().areEmpty());
    }

    private static Scenario exclusive() {
        return given(session("s-1").withConcurrency(EXCLUSIVE));
    }

    private static Scenario queued() {
        return given(session("s-1").withConcurrency(QUEUED));
    }
}
