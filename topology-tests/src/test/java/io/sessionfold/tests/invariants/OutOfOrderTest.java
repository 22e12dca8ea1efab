package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.SCHEDULED;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.contract.RejectionReason.STALE_SEQUENCE;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theRun;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Out of order, duplicates, fences. */
final class OutOfOrderTest {

    @ScenarioTest
    @DisplayName("INV-21: an eventId among the last decided is a duplicate, with the first decision")
    void anEventIdThatWasDecidedIsADuplicate(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withId("accepted"), runStarted("r-2").withId("unknown"))
                .when(again("accepted"), runStarted("r-9").withId("refused"), again("refused"))
                .then(rejections()
                        .areExactly(
                                refused(DUPLICATE).ofEvent("accepted").decidedFirst("APPLIED"),
                                refused(UNKNOWN_RUN).ofEvent("refused"),
                                refused(DUPLICATE).ofEvent("refused").decidedFirst("UNKNOWN_RUN")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-21: a redelivered refusal is never admitted later")
    void aRedeliveredRefusalIsNeverAdmittedLater(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), phaseReported(HIBERNATED))
                .when(phaseReported(DEGRADED).withId("illegal"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                .when(phaseReported(RUNNING), again("illegal"))
                .then(rejections().areExactly(refused(DUPLICATE).decidedFirst("ILLEGAL_TRANSITION")))
                .and(theRow("s-1").withPhase(Phase.RUNNING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-21: sequences move for refused events too")
    void sequencesMoveForRefusedEvents(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").by("gw-1", 1, 1))
                .when(
                        runEnded("r-9").by("gw-1", 1, 7),
                        runEnded("r-1").by("gw-1", 1, 7),
                        runEnded("r-1").by("gw-1", 1, 2))
                .then(rejections().areExactly(refused(UNKNOWN_RUN), refused(STALE_SEQUENCE), refused(STALE_SEQUENCE)))
                .when(runEnded("r-1").by("gw-1", 1, 8))
                .then(outcomes().areExactly(done("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-21: a gap in a sequence is processed")
    void aGapInASequenceIsProcessed(Driver driver) {
        given(session("s-1"))
                .when(runAccepted("r-1").by("gw-1", 1, 1), runEnded("r-1").by("gw-1", 1, 100))
                .then(rejections().areEmpty())
                .and(outcomes().areExactly(done("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName(
            "INV-22: an open run's event is folded whatever its times, a terminal run's is not, an unknown run's neither")
    void eventTimesDecideNothing(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runStarted("r-1", "23:00"), timePassesTo("10:01"))
                .when(runEnded("r-1").endedAt("00:01").claimedAt("00:01"))
                .then(outcomes().areExactly(done("r-1")))
                .when(runEnded("r-1").claimedAt("23:59"), runEnded("r-9"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(UNKNOWN_RUN)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: another incarnation is refused")
    void anotherIncarnationIsRefused(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"))
                .when(runStarted("r-1").meaning("s-1/2"), runStarted("r-1").meaning("s-1/1"))
                .then(rejections().areExactly(refused(STALE_INCARNATION)))
                .and(theRun("r-1", "RUNNING"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: the row's last run is remembered after its guard is gone")
    void theLastRunIsRememberedWithoutItsGuard(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("old"), runEnded("old"), runAccepted("last"), runEnded("last"), timePassesTo("12:00"))
                .when(runStarted("last"), runStarted("old"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(UNKNOWN_RUN)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-23: a late start of a terminal run never reopens it")
    void aLateStartNeverReopens(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runAborted("r-1"))
                .when(runStarted("r-1"), runProgressed("r-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL)))
                .and(theRow("s-1").withNoActiveRun().withRunStatus("killed"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-24: an abort of an unknown run is remembered, and its admission gives one KILLED outcome")
    void anAbortOfAnUnknownRunIsRemembered(Driver driver) {
        given(session("s-1"))
                .when(runAborted("r-1").because(AbortStopReason.STOP))
                .then(rejections().areEmpty())
                .when(timePassesTo("10:59:59.999"), runAccepted("r-1").owing("m-1"), runStarted("r-1"))
                .then(outcomes().areExactly(killed("r-1").to("m-1")))
                .and(commands().areEmpty())
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withReason("STOP"))
                .and(rejections().areExactly(refused(ALREADY_TERMINAL).of("RunStarted")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-24: an abort mark that is an hour old does nothing, though no timer came by")
    void anOldAbortMarkDoesNothing(Driver driver) {
        given(session("s-1"))
                .when(runAborted("r-1"), runAccepted("r-1").recordedAt("11:00"))
                .then(outcomes().areEmpty())
                .and(commands().areExactly(startRun("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-24: an abort mark is used once, and its guard answers a repeat")
    void anAbortMarkIsUsedOnce(Driver driver) {
        given(session("s-1"))
                .when(runAborted("r-1"), runAccepted("r-1").withKey("k"))
                .then(outcomes().areExactly(killed("r-1")))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).becauseOf("r-1")))
                .and(theState("no mark", state -> state.abortMarks().byRunId().isEmpty()))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-25: an epoch below the fence is refused, also without a sequence")
    void anEpochBelowTheFenceIsRefused(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").by("gw-1", 3))
                .when(runEnded("r-1").by("gw-1", 2), runEnded("r-1").by("gw-1", 2, 99))
                .then(rejections().areExactly(refused(STALE_EPOCH), refused(STALE_EPOCH)))
                .when(runEnded("r-1").by("gw-1", 3))
                .then(outcomes().areExactly(done("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName(
            "INV-26: reports before the creation are held, and folded after it, each with its own version and record")
    void reportsBeforeTheCreationAreHeld(Driver driver) {
        givenNothing()
                .has(
                        phaseReported(SCHEDULED),
                        phaseReported(CREATING),
                        phaseReported(RUNNING).withUrl("https://pod"))
                .then(noRow("s-1"))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(moment -> assertThat(moment.since().rows())
                        .extracting(SessionRow::getPhase, SessionRow::getStateVersion)
                        .containsExactly(
                                tuple(Phase.PENDING, 1L),
                                tuple(Phase.SCHEDULED, 2L),
                                tuple(Phase.CREATING, 3L),
                                tuple(Phase.RUNNING, 4L)))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: what is held is refused one by one when nobody creates the session")
    void whatIsHeldIsRefusedInTheEnd(Driver driver) {
        givenNothing()
                .has(phaseReported(SCHEDULED), phaseReported(RUNNING))
                .when(timePassesTo("10:09:59.999"))
                .then(rejections().areEmpty())
                .when(timePassesTo("10:10"))
                .then(rejections().areExactly(refused(UNKNOWN_SESSION), refused(UNKNOWN_SESSION)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: everything else for an unknown session is refused")
    void everythingElseForAnUnknownSessionIsRefused(Driver driver) {
        givenNothing()
                .when(
                        runAccepted("r-1"),
                        runStarted("r-1"),
                        runProgressed("r-1"),
                        runEnded("r-1"),
                        runErrored("r-1", "X"),
                        runAborted("r-1"),
                        runSettled("r-1"),
                        replyCommitted("r-1"))
                .then(moment -> assertThat(moment.since().rejections())
                        .hasSize(8)
                        .allMatch(refused -> refused.getReason() == RejectionReason.UNKNOWN_SESSION))
                .and(noRow("s-1"))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }
}
