package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Admission and the retry guard. */
final class AdmissionAndGuardTest {

    @ScenarioTest
    @DisplayName("INV-8: the same key and request start no second run, before and after the settlement")
    void theSameKeyStartsNoSecondRun(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runEnded("r-1").replying("ref"))
                .when(
                        runAccepted("r-2").withKey("k"),
                        runSettled("r-1"),
                        runAccepted("r-3").withKey("k"))
                .then(rejections()
                        .areExactly(
                                refused(GUARD_HIT).becauseOf("r-1").saying("in_flight"),
                                refused(GUARD_HIT).becauseOf("r-1").saying("done")))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-8: a guard past its expiry at the event's record time does not hit, though no timer came by")
    void anExpiredGuardDoesNotHit(Driver driver) {
        given(session("s-1").withGuardTtlMs(60_000))
                .has(runAccepted("r-1").withKey("k"), runEnded("r-1"), runSettled("r-1"))
                .when(
                        runAccepted("r-2").withKey("k").recordedAt("10:00:59.999"),
                        runAccepted("r-3").withKey("k").recordedAt("10:01"))
                .then(rejections().areExactly(refused(GUARD_HIT)))
                .and(commands().areExactly(startRun("r-3")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-10: the guard of a run without outcome is never evicted")
    void theGuardOfAnOpenRunIsNeverEvicted(Driver driver) {
        Scenario scenario = given(session("s-1")).has(runAccepted("first").withKey("first"));
        for (int i = 0; i < RetryGuards.CAPACITY + 20; i++) {
            scenario = scenario.when(runAccepted("r-" + i), runAborted("r-" + i));
        }
        scenario.when(
                        runAccepted("again").withKey("first"),
                        runAccepted("evicted").withKey("key-r-0"),
                        runAccepted("kept").withKey("key-r-200"))
                .then(rejections()
                        .areExactly(
                                refused(GUARD_HIT).becauseOf("first"),
                                refused(GUARD_HIT).becauseOf("r-200")))
                .and(commands().areExactly(startRun("evicted")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-11: an abort in the guard window changes nothing")
    void anAbortInTheGuardWindowChangesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runEnded("r-1"))
                .when(
                        timePassesTo("10:01"),
                        runAborted("r-1"),
                        runAborted("r-1").byAdmin(),
                        allRunsAborted())
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL)))
                .and(sessionsChanged().areEmpty())
                .and(commands().areEmpty())
                .and(theRow("s-1")
                        .withAbortedLastRun(false)
                        .withRunStatus("done")
                        .withEndedAt("10:00"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-12: a settlement that never comes counts from terminalAt + TTL, and the guard goes one TTL later")
    void aMissingSettlementCountsAfterOneTtl(Driver driver) {
        given(session("s-1").withGuardTtlMs(60_000))
                .has(runAccepted("r-1").withKey("k"), timePassesTo("10:05"), runAborted("r-1"))
                .when(timePassesTo("10:05:59.999"), runAccepted("a").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).saying("in_flight")))
                .when(timePassesTo("10:06"), runAccepted("b").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).saying("killed")))
                .when(timePassesTo("10:07"))
                .then(theState(
                        "no deadline any more",
                        state -> state.timers().pending().isEmpty()))
                .when(runAccepted("c").withKey("k"))
                .then(rejections().areEmpty())
                .on(driver);
    }
}
