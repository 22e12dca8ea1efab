package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.DeadlineKind.GUARD_TTL;
import static io.sessionfold.contract.DeadlineKind.IDLE;
import static io.sessionfold.contract.DeadlineKind.REPLY;
import static io.sessionfold.contract.DeadlineKind.RUN_EXPIRY;
import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRun;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Liveness and lapses. */
final class LivenessTest {

    @ScenarioTest
    @DisplayName("INV-19: every sign of life extends the turn")
    void everySignOfLifeExtendsTheTurn(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(timePassesTo("10:09"), runProgressed("r-1"), timePassesTo("10:18"), runStarted("r-1"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:18"), runProgressed("r-1"), timePassesTo("10:27:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:28"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-19: a late signal still extends as long as no lapse was folded")
    void aLateSignalStillExtends(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"))
                .when(runProgressed("r-1").recordedAt("10:12"), timePassesTo("10:15"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(outcomes().areEmpty())
                .when(timePassesTo("10:22"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: a lapse of another generation changes nothing")
    void aLapseOfAnotherGenerationChangesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"), lapseLeaves(RUN_EXPIRY, "r-1"))
                .when(runProgressed("r-1").recordedAt("10:05"), timePassesTo("10:11"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(sessionsChanged().areEmpty())
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: a lapse that is recorded before its own deadline changes nothing")
    void aLapseRecordedTooEarlyChangesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(timePassesTo("10:09:59.999"), lapseArrives(TURN, "r-1"), lapseArrives(RUN_EXPIRY, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER), refused(LATE_TIMER)))
                .and(theRun("r-1", "RUNNING"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: a lapse of what is not waited for changes nothing")
    void aLapseOfNothingChangesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(
                        lapseArrives(REPLY, "r-1"),
                        lapseArrives(TURN, "r-9"),
                        lapseArrives(GUARD_TTL, ""),
                        lapseArrives(IDLE, ""))
                .then(rejections()
                        .areExactly(refused(LATE_TIMER), refused(LATE_TIMER), refused(LATE_TIMER), refused(LATE_TIMER)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: deadlines count from the later of the last and the own record time")
    void aLeaderWhoseClockStepsBackHurtsNobody(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runStarted("r-1").recordedAt("09:00"))
                .when(timePassesTo("10:09:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:10"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .on(driver);
    }
}
