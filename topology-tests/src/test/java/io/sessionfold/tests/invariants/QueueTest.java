package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.recoverRun;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** What becomes of the runs that wait behind another one. */
final class QueueTest {

    @ScenarioTest
    @DisplayName("INV-32: a holder that times out or expires is alone in it; who waited is next")
    void aHolderThatTimesOutIsAlone(Driver driver) {
        queued().has(runAccepted("a").expiringInMs(60_000), runStarted("a"), runAccepted("b"), runAccepted("c"))
                .when(timePassesTo("10:01"))
                .then(outcomes().areExactly(timedOut("a", "RUN_EXPIRED")))
                .and(commands().areExactly(startRun("b")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("b", "c"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-32: an error of the holder that is not final yet holds its place for its grace")
    void anErrorHoldsItsPlaceForItsGrace(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b"))
                .when(runErrored("a", "RATE_LIMIT"), timePassesTo("10:00:14"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:00:15"))
                .then(outcomes().areExactly(failed("a", "RATE_LIMIT")))
                .and(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-13: one reply that answers two in the queue ends both, and starts the third")
    void oneReplyForTwoStartsTheThird(Driver driver) {
        queued().has(runAccepted("a").owing("m-1"), runAccepted("b").owing("m-2"), runAccepted("c"))
                .when(replyCommitted("a", "m-1", "m-2"))
                .then(outcomes().areExactly(done("a"), done("b")))
                .and(commands().areExactly(startRun("c")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-21: the start of a run that was refused out of turn is not folded later when it is redelivered")
    void aStartOutOfTurnIsNotFoldedLater(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b"), runStarted("b").withId("early"), runEnded("a"))
                .when(again("early"))
                .then(rejections().areExactly(refused(DUPLICATE).decidedFirst("ILLEGAL_TRANSITION")))
                .and(theRow("s-1").withActiveRuns("b").withRunStatus("queued"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: an end out of turn ends that run alone, and the order of the others stays")
    void anEndOutOfTurnEndsThatRunAlone(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b"), runAccepted("c"))
                .when(runEnded("b"))
                .then(outcomes().areExactly(done("b")))
                .and(commands().areEmpty())
                .when(runEnded("a"))
                .then(commands().areExactly(startRun("c")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a run that is lost while it waits is recovered, and the others keep their turns")
    void aRunThatIsLostWhileItWaits(Driver driver) {
        queued().has(runStarted("a"), runAccepted("b"), runAccepted("c"))
                .when(runInterrupted("b"))
                .then(commands().areExactly(recoverRun("b")))
                .when(runEnded("a"))
                .then(commands().areExactly(startRun("c")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a session that terminates starts nobody any more, and its end ends who waits")
    void aSessionThatTerminatesStartsNobody(Driver driver) {
        Scenario busy = given(session("s-1").onPlatform("kubernetes").withConcurrency(QUEUED))
                .has(phaseReported(RUNNING), runStarted("a"), runAccepted("b"));
        busy.when(desiredState(DesiredState.TERMINATED), runEnded("a"))
                .then(commands().areExactly(command(STOP_SESSION)))
                .when(phaseReported(TERMINATED))
                .then(outcomes().areExactly(killed("b")))
                .and(commands().areEmpty())
                .on(driver);
        busy.when(desiredState(DesiredState.TERMINATED).forced())
                .then(outcomes().areExactly(killed("a"), killed("b")))
                .and(commands().areExactly(command(STOP_SESSION)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-24: an abort that overtook a run of the queue kills it before it has a place")
    void anAbortThatOvertookARunOfTheQueue(Driver driver) {
        queued().has(runStarted("a"))
                .when(runAborted("b"), runAccepted("b"), runAccepted("c"), runEnded("a"))
                .then(outcomes().areExactly(killed("b"), done("a")))
                .and(commands().areExactly(startRun("c")))
                .on(driver);
    }

    private static Scenario queued() {
        return given(session("s-1").withConcurrency(QUEUED));
    }
}
