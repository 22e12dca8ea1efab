package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Concurrency.EXCLUSIVE;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.NOT_OWNER;
import static io.sessionfold.tests.dsl.Expect.abortRun;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.interrupted;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T6: abort in the guard window, of another session's run, by a stranger, of all with one hidden run. */
final class T6AbortTest {

    @ScenarioTest
    void anAbortStopsARunAtOnceAndTellsItsWorker(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(runAborted("r-1"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(commands().areExactly(abortRun("r-1")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withNoActiveRun()
                        .withRunStatus("killed")
                        .withAbortedLastRun(true))
                .on(driver);
    }

    @ScenarioTest
    void theStopReasonDecidesTheStatus(Driver driver) {
        given(session("s-1"))
                .has(runStarted("rpc"), runStarted("stop"), runStarted("timeout"), runStarted("restart"))
                .when(
                        runAborted("rpc").because(AbortStopReason.RPC),
                        runAborted("stop").because(AbortStopReason.STOP),
                        runAborted("timeout").because(AbortStopReason.TIMEOUT),
                        runAborted("restart").because(AbortStopReason.RESTART))
                .then(outcomes().areExactly(killed("rpc"), killed("stop"), timedOut("timeout"), interrupted("restart")))
                .on(driver);
    }

    @ScenarioTest
    void anAbortInTheGuardWindowChangesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:01"), runEnded("r-1"))
                .when(timePassesTo("10:02"), runAborted("r-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("RunAbortRequested")))
                .and(sessionsChanged().areEmpty())
                .and(commands().areEmpty())
                .and(theRow("s-1")
                        .withLastRun("r-1", "done")
                        .withEndedAt("10:01")
                        .withAbortedLastRun(false))
                .on(driver);
    }

    @ScenarioTest
    void anAbortOfAnotherSessionsRunDoesNotReachIt(Driver driver) {
        given(session("s-1"), session("s-2"))
                .has(runStarted("r-1"))
                .when(runAborted("r-1").in("s-2"))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    void aStrangerMayNotAbort(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runAccepted("r-1").ofUser("bob"))
                .when(runAborted("r-1").byUser("mallory"), runAborted("r-1").byUser("ada"))
                .then(rejections().areExactly(refused(NOT_OWNER), refused(NOT_OWNER)))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    void theRunsOwnerTheSessionsOwnerOfAnUnownedRunAndAnAdminMayAbort(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(
                        runAccepted("of-bob").ofUser("bob"),
                        runAccepted("of-nobody"),
                        runAccepted("of-c").ofConnection("c-1"),
                        runAccepted("of-eve").ofUser("eve"))
                .when(
                        runAborted("of-bob").byUser("bob"),
                        runAborted("of-nobody").byUser("ada"),
                        runAborted("of-c").byConnection("c-1"),
                        runAborted("of-eve").byAdmin())
                .then(outcomes().areExactly(killed("of-bob"), killed("of-nobody"), killed("of-c"), killed("of-eve")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void abortingAllStopsTheCallersHiddenRunsAndLeavesOthersAlone(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(
                        runStarted("seen"),
                        runAccepted("hidden").hidden(),
                        runStarted("hidden"),
                        runAccepted("of-bob").ofUser("bob"))
                .when(allRunsAborted())
                .then(outcomes().areExactly(killed("seen"), killed("hidden")))
                .and(commands().areExactly(abortRun("seen"), abortRun("hidden")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("of-bob").about(null))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void abortingAllOfNothingIsNoRefusal(Driver driver) {
        given(session("s-1"))
                .when(allRunsAborted())
                .then(rejections().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRunThatOnlyOwesItsReplyCannotBeAborted(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runEnded("r-1"))
                .when(runAborted("r-1"), allRunsAborted())
                .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void abortingAllStopsARunThatWaitsForItsRecoveryToo(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runInterrupted("r-1"))
                .when(allRunsAborted())
                .then(outcomes().areExactly(killed("r-1")))
                .when(timePassesTo("10:30"))
                .then(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void abortingTheHiddenHolderFreesTheConversation(Driver driver) {
        given(session("s-1").withConcurrency(EXCLUSIVE))
                .has(runAccepted("hidden").hidden(), runAccepted("refused"))
                .when(allRunsAborted(), runAccepted("r-1"))
                .then(outcomes().areExactly(killed("hidden")))
                .and(rejections().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }
}
