package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.LIMIT_EXCEEDED;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.engine.session.AbortMarks;
import io.sessionfold.engine.session.Fences;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.dsl.Happening;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** A limit on everything: what a session remembers does not grow with its history. */
final class BoundsTest {

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-21: the last 64 decided events are remembered, and no more")
    void theLast64EventsAreRemembered(Driver driver) {
        Scenario scenario =
                given(session("s-1")).has(runAccepted("r-1"), runStarted("r-1").withId("old"));
        for (int i = 0; i < 63; i++) {
            scenario = scenario.has(runProgressed("r-1"));
        }
        scenario.when(again("old"))
                .then(rejections().areExactly(refused(DUPLICATE)))
                .when(runProgressed("r-1"), again("old"))
                .then(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-21: a duplicate does not push another event out of the memory")
    void aDuplicatePushesNothingOut(Driver driver) {
        Scenario scenario =
                given(session("s-1")).has(runAccepted("r-1"), runStarted("r-1").withId("old"));
        for (int i = 0; i < 63; i++) {
            scenario = scenario.has(runProgressed("r-1"), again());
        }
        scenario.when(again("old"))
                .then(rejections().areExactly(refused(DUPLICATE).ofEvent("old")))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-25: the producer that was silent longest is forgotten first")
    void theProducerThatWasSilentLongestIsForgotten(Driver driver) {
        Scenario scenario =
                given(session("s-1")).has(runAccepted("r-1"), runStarted("r-1").by("first", 9, 9));
        for (int i = 1; i < Fences.PRODUCERS_MAX; i++) {
            scenario = scenario.has(runProgressed("r-1").by("p-" + i, 9, 9));
        }
        scenario.when(runProgressed("r-1").by("first", 8, 1))
                .then(rejections().areExactly(refused(STALE_EPOCH)))
                .when(
                        runProgressed("r-1").by("one-more", 1, 1),
                        runProgressed("r-1").by("p-1", 8, 1))
                .then(rejections().areEmpty())
                .when(runProgressed("r-1").by("first", 8, 1))
                .then(rejections().areExactly(refused(STALE_EPOCH)))
                .and(theState(
                        "16 producers", state -> state.fences().producers().size() == Fences.PRODUCERS_MAX))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-26: at most 32 reports wait for a creation")
    void atMost32ReportsWait(Driver driver) {
        Scenario scenario = givenNothing();
        for (int i = 0; i < 32; i++) {
            scenario = scenario.has(phaseReported(RUNNING).saying("report " + i));
        }
        scenario.when(phaseReported(RUNNING))
                .then(rejections().areExactly(refused(LIMIT_EXCEEDED)))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(sessionsChanged().shows("s-1").withVersion(33))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-24: abort marks are bounded; the one that expires first makes room")
    void abortMarksAreBounded(Driver driver) {
        Scenario scenario = given(session("s-1"));
        for (int i = 0; i < AbortMarks.CAPACITY; i++) {
            scenario = scenario.when(afterMs(1), runAbortOf(i));
        }
        scenario.when(afterMs(1), runAbortOf(AbortMarks.CAPACITY), runAccepted("r-0"), runAccepted("r-1"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(commands().areExactly(startRun("r-0")))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-36: a session has at most 64 open runs")
    void aSessionHasAtMost64OpenRuns(Driver driver) {
        Scenario scenario = given(session("s-1"));
        for (int i = 0; i < 64; i++) {
            scenario = scenario.has(runAccepted("r-" + i));
        }
        scenario.when(runAccepted("one-more"))
                .then(rejections().areExactly(refused(LIMIT_EXCEEDED)))
                .when(runEnded("r-7"), runAccepted("another"))
                .then(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-10: 64 open runs keep their guards, whatever comes and goes beside them")
    void theGuardsOfOpenRunsAreNeverEvicted(Driver driver) {
        Scenario scenario = given(session("s-1"));
        for (int i = 0; i < 63; i++) {
            scenario = scenario.has(runAccepted("open-" + i));
        }
        for (int i = 0; i < RetryGuards.CAPACITY; i++) {
            scenario = scenario.has(runAccepted("r-" + i), runAborted("r-" + i));
        }
        for (int i = 0; i < 63; i++) {
            scenario = scenario.when(runAccepted("again-" + i).withKey("key-open-" + i))
                    .then(rejections().areExactly(refused(GUARD_HIT).becauseOf("open-" + i)));
        }
        scenario.on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-21: an event with an id of more than 128 bytes is refused")
    void anIdThatIsTooLongIsRefused(Driver driver) {
        given(session("s-1"))
                .when(runAccepted("r".repeat(129)), runAccepted("é".repeat(64)))
                .then(rejections().areExactly(refused(LIMIT_EXCEEDED)))
                .and(commands().areExactly(startRun("é".repeat(64))))
                .on(driver);
    }

    private static Happening runAbortOf(int i) {
        return runAborted("r-" + i);
    }
}
