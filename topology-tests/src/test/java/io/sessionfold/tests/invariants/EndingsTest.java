package io.sessionfold.tests.invariants;

import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.interrupted;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** How an end is read: its stop reason, whether it executed, whether it was blocked. */
final class EndingsTest {

    @ScenarioTest
    @DisplayName("INV-13: a stop reason that cannot be success decides the outcome, any other means done")
    void aStopReasonDecidesWhereItCannotBeSuccess(Driver driver) {
        given(session("s-1"))
                .has(
                        runStarted("a"),
                        runStarted("b"),
                        runStarted("c"),
                        runStarted("d"),
                        runStarted("e"),
                        runStarted("f"))
                .when(
                        runEnded("a").stoppedBy("end_turn"),
                        runEnded("b").stoppedBy("stop"),
                        runEnded("c").stoppedBy("timeout"),
                        runEnded("d").stoppedBy("restart"),
                        runEnded("e").aborted(),
                        runEnded("f").blocked())
                .then(outcomes()
                        .areExactly(
                                done("a"),
                                done("b"),
                                timedOut("c"),
                                interrupted("d"),
                                killed("e"),
                                failed("f", "BLOCKED")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-13: a run that was stopped owes no reply any more")
    void aStoppedRunOwesNoReply(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"))
                .when(runEnded("r-1").aborted())
                .then(outcomes().areExactly(killed("r-1").to("m-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: a run that never executed touches no owner fields of the row")
    void aRunThatNeverExecutedTouchesNoOwnerFields(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:05"))
                .when(runEnded("r-1").notExecuted())
                .then(outcomes().areExactly(failed("r-1", "NOT_EXECUTED")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withNoActiveRun()
                        .withStartedAt("10:00")
                        .withEndedAt(null)
                        .withRuntimeMs(null)
                        .withLastRun("r-1", "failed"))
                .on(driver);
    }
}
