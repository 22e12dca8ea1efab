package io.sessionfold.tests.scenarios;

import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T1: start, end. */
final class T1StartAndEndTest {

    @ScenarioTest
    void endingARunClearsTheFlagInTheSameRecord(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runStarted("r-1"))
                .when(runEnded("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "done"))
                .and(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aListAfterTheEndSaysThatNothingIsActive(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runEnded("r-1"))
                .then(theRow("s-1").withNoActiveRun().withRunStatus("done"))
                .on(driver);
    }

    @ScenarioTest
    void anAcceptedRunMakesTheSessionActiveAndIsToldToStart(Driver driver) {
        given(session("s-1"))
                .when(runAccepted("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withActiveRuns("r-1").withRunStatus("queued"))
                .and(commands().areExactly(startRun("r-1")))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aStartShowsWhenItWasAndForgetsTheRunBefore(Driver driver) {
        given(session("s-1"))
                .has(runErrored("r-1", "REFUSAL").forGood(), runAccepted("r-2"), timePassesTo("10:02"))
                .when(runStarted("r-2", "10:01"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withRunStatus("running")
                        .withStartedAt("10:01")
                        .withEndedAt(null)
                        .withRuntimeMs(null)
                        .withLastRunError(null)
                        .withAbortedLastRun(false))
                .on(driver);
    }

    @ScenarioTest
    void anEndShowsWhenItWasAndHowLongTheRunTook(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:05"))
                .when(runEnded("r-1").endedAt("10:04"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withStartedAt("10:00")
                        .withEndedAt("10:04")
                        .withRuntimeMs(240_000L))
                .on(driver);
    }

    @ScenarioTest
    void aRunNeverTakesLessThanNoTime(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runStarted("r-1", "10:30"))
                .when(runEnded("r-1").endedAt("10:04"))
                .then(sessionsChanged().showsOnce("s-1").withEndedAt("10:04").withRuntimeMs(0L))
                .on(driver);
    }
}
