package io.sessionfold.tests.scenarios;

import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T3: start A, start B, end A, end B. */
final class T3TwoRunsTest {

    @ScenarioTest
    void endingOneRunLeavesTheOtherActive(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), runStarted("b"))
                .when(runEnded("a"))
                .then(sessionsChanged().showsOnce("s-1").withActiveRuns("b").withRunStatus("running"))
                .and(outcomes().areExactly(done("a")))
                .on(driver);
    }

    @ScenarioTest
    void endingTheLastVisibleRunAlwaysClears(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), runStarted("b"), runEnded("a"))
                .when(runEnded("b"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("b", "done"))
                .on(driver);
    }

    @ScenarioTest
    void theEndOfAnotherRunLeavesTheOwnersTimesAlone(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), timePassesTo("10:01"), runStarted("b"), timePassesTo("10:02"))
                .when(runEnded("a"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withStartedAt("10:01")
                        .withEndedAt(null)
                        .withRuntimeMs(null)
                        .withLastRun("a", "done"))
                .when(runEnded("b"))
                .then(sessionsChanged().showsOnce("s-1").withEndedAt("10:02").withRuntimeMs(60_000L))
                .on(driver);
    }

    @ScenarioTest
    void aYieldedRunKeepsTheRowAndShowsPaused(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"))
                .when(runEnded("a").yielding())
                .then(sessionsChanged().showsOnce("s-1").withActiveRuns("a").withRunStatus("paused"))
                .and(outcomes().areEmpty())
                .when(timePassesTo("10:30"))
                .then(outcomes().areEmpty())
                .when(runStarted("a"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withRunStatus("running")
                        .withStartedAt("10:00"))
                .on(driver);
    }

    @ScenarioTest
    void aHiddenRunNeverCounts(Driver driver) {
        given(session("s-1"))
                .when(runAccepted("h").hidden(), runStarted("h"))
                .then(sessionsChanged().areEmpty())
                .and(commands().areExactly(startRun("h")))
                .when(runEnded("h"))
                .then(outcomes().areExactly(done("h")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void runsOfTwoSessionsDoNotMeet(Driver driver) {
        given(session("s-1"), session("s-2"))
                .has(runStarted("r-1"), runStarted("r-1").in("s-2"))
                .when(runEnded("r-1").in("s-2"))
                .then(theRow("s-1").withActiveRuns("r-1"))
                .and(theRow("s-2").withNoActiveRun())
                .and(outcomes().areExactly(done("r-1").in("s-2")))
                .on(driver);
    }
}
