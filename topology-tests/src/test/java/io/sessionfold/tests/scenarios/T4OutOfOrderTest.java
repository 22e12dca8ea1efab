package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.tests.dsl.Expect.abortRun;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T4: end before start; start after end; abort before accepted; abort while queued. */
final class T4OutOfOrderTest {

    @ScenarioTest
    void anEndThatOvertookItsStartEndsTheRun(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"))
                .when(runEnded("r-1").startedAt("09:58").endedAt("09:59"))
                .then(outcomes().areExactly(done("r-1")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "done"))
                .on(driver);
    }

    @ScenarioTest
    void aStartAfterTheEndNeverReopensTheRun(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runEnded("r-1"))
                .when(runStarted("r-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).of("RunStarted")))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void progressStartsARunWhoseStartWasLost(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), timePassesTo("10:01"))
                .when(runProgressed("r-1"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withRunStatus("running")
                        .withStartedAt("10:01"))
                .on(driver);
    }

    @ScenarioTest
    void anAbortThatOvertookTheAdmissionKillsTheRunBeforeItStarts(Driver driver) {
        given(session("s-1"))
                .when(runAborted("r-1"), runAccepted("r-1"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(commands().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "killed"))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anAbortThatOvertookTheAdmissionIsForgottenAfterAnHour(Driver driver) {
        given(session("s-1"))
                .when(runAborted("r-1"), timePassesTo("11:00"), runAccepted("r-1"))
                .then(outcomes().areEmpty())
                .and(commands().areExactly(startRun("r-1")))
                .on(driver);
    }

    @ScenarioTest
    void aStrangersAbortDoesNotKillARunThatIsAdmittedLater(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .when(runAborted("r-1").byUser("mallory"), runAccepted("r-1"))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    void anAbortWhileQueuedKillsTheRunAtOnce(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(runAccepted("r-1"))
                .when(runAborted("r-1"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(commands().areExactly(abortRun("r-1")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withAbortedLastRun(true))
                .when(phaseReported(RUNNING))
                .then(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aQueuedRunStartsWhenItsSessionRuns(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .when(runAccepted("r-1"))
                .then(commands().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withRunStatus("queued"))
                .when(phaseReported(RUNNING))
                .then(commands().areExactly(startRun("r-1")))
                .on(driver);
    }
}
