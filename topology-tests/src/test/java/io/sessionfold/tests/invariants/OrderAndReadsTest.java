package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Ordering and reads. */
final class OrderAndReadsTest {

    @ScenarioTest
    @DisplayName("INV-1: a terminal event takes its run out before the row is published")
    void aTerminalEventTakesItsRunOutBeforeTheRowIsPublished(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(runEnded("r-1"), runSettled("r-1"), runAborted("r-1"), runStarted("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-1: the guard stays when the flag is cleared")
    void theGuardStaysWhenTheFlagIsCleared(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runEnded("r-1"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT)))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: a change of the row is one version and one record")
    void aChangeOfTheRowIsOneVersionAndOneRecord(Driver driver) {
        given(session("s-1"))
                .then(theRow("s-1").withVersion(1))
                .when(runAccepted("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withVersion(2))
                .when(runStarted("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withVersion(3))
                .when(runEnded("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withVersion(4))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: guards, deadlines, activity and hidden runs alone publish nothing")
    void whatIsNotInTheRowPublishesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:01"))
                .when(
                        runProgressed("r-1"),
                        runStarted("r-1"),
                        runSettled("r-1"),
                        runErrored("r-1", "X"),
                        runAccepted("h").hidden(),
                        runStarted("h"),
                        runEnded("h"))
                .then(sessionsChanged().areEmpty())
                .and(rejections().areEmpty())
                .and(theRow("s-1").withVersion(3).withLastActivityAt("10:01"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: one event that ends several runs is one record, about none of them")
    void oneEventThatEndsSeveralRunsIsOneRecord(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), runStarted("c"), runStarted("b"))
                .when(allRunsAborted())
                .then(sessionsChanged().showsOnce("s-1").about(null).withLastRun("b", "killed"))
                .and(outcomes().areExactly(killed("a"), killed("c"), killed("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-4: two events in the same millisecond are two records")
    void twoEventsInTheSameMillisecondAreTwoRecords(Driver driver) {
        given(session("s-1"))
                .when(runAccepted("r-1"), runStarted("r-1"), runEnded("r-1"))
                .then(sessionsChanged().areExactly(3))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-5: a session looks active as long as a visible run is, and no longer")
    void activityIsDerivedFromTheRuns(Driver driver) {
        given(session("s-1"))
                .then(theRow("s-1").withNoActiveRun().withRunStatus("idle"))
                .when(runAccepted("b"), runAccepted("a"))
                .then(theRow("s-1").withActiveRuns("a", "b").withRunStatus("queued"))
                .when(runStarted("a"))
                .then(theRow("s-1").withRunStatus("running"))
                .when(runEnded("a").yielding())
                .then(theRow("s-1").withActiveRuns("a", "b").withRunStatus("queued"))
                .when(runAborted("b"))
                .then(theRow("s-1").withActiveRuns("a").withRunStatus("paused"))
                .when(runAborted("a"))
                .then(theRow("s-1").withNoActiveRun().withRunStatus("killed"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-6: ending A never clears B, and ending the last visible run always clears")
    void endingOneRunNeverClearsAnother(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), runStarted("b"), runAccepted("h").hidden(), runStarted("h"))
                .when(runEnded("a"))
                .then(theRow("s-1").withActiveRuns("b"))
                .when(runEnded("b"))
                .then(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-6: a yielded run keeps ownership and shows paused, not done")
    void aYieldedRunKeepsOwnership(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), timePassesTo("10:01"), runEnded("a").yielding())
                .then(theRow("s-1").withActiveRuns("a").withRunStatus("paused").withEndedAt(null))
                .when(timePassesTo("10:02"), runEnded("a"))
                .then(theRow("s-1").withRunStatus("done").withStartedAt("10:00").withEndedAt("10:02"))
                .on(driver);
    }
}
