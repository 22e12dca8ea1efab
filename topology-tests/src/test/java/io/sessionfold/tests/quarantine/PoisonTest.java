package io.sessionfold.tests.quarantine;

import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.RejectionReason.QUARANTINED;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionUpdated;
import static io.sessionfold.tests.dsl.TroubleWords.quarantineReleased;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.event;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.SessionQuarantined;
import io.sessionfold.engine.session.Session;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.Poisoned;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** T18: a poison record in the middle. Every scenario ends with a replay that takes the failures from the log. */
@Poisoned
final class PoisonTest {

    private static final String BUG = ArithmeticException.class.getName();

    @ScenarioTest
    @DisplayName("INV-47: a poison record sets its session apart, and the others go on")
    void aPoisonRecordSetsItsSessionApart(Driver driver) {
        given(session("s-1"), session("s-2"))
                .when(
                        sessionUpdated().named("poison").withId("poison-1-a"),
                        sessionUpdated().named("later"),
                        sessionUpdated().named("other").in("s-2"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withQuarantined(true)
                        .changedBy("SessionQuarantined")
                        .withReason(BUG)
                        .about(null)
                        .withName(null)
                        .withVersion(2))
                .and(theRow("s-2").withName("other").withQuarantined(false))
                .and(rejections().areEmpty())
                .and(theState("two events parked", session -> parked(session) == 2))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3, INV-47: a release folds what is parked in order, each with its own version and record")
    void aReleaseFoldsInOrder(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("r-1").withId("poison-1-a"),
                        runStarted("r-1"),
                        runEnded("r-1"),
                        sessionUpdated().named("last"))
                .when(quarantineReleased())
                .then(commands().areExactly(startRun("r-1")))
                .and(outcomes().areExactly(done("r-1")))
                .and(sessionsChanged().areExactly(5))
                .and(sessionsChanged()
                        .shows("s-1")
                        .withQuarantined(false)
                        .changedBy("QuarantineReleased")
                        .withName("last")
                        .withNoActiveRun()
                        .withVersion(7))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName(
            "INV-46, INV-47: a release may leave one record out, which is refused, audited, and never admitted later")
    void aSkippedRecordIsAudited(Driver driver) {
        given(session("s-1"))
                .has(
                        sessionUpdated().named("poison").withId("poison-9-a"),
                        sessionUpdated().named("kept"))
                .when(quarantineReleased().without("poison-9-a"), again("poison-9-a"))
                .then(rejections()
                        .areExactly(
                                refused(QUARANTINED).ofEvent("poison-9-a").saying("skips it"),
                                refused(DUPLICATE).ofEvent("poison-9-a").decidedFirst("SKIPPED")))
                .and(theRow("s-1").withName("kept").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-47: a release that meets another failure stays there, and a later one goes on")
    void aSecondFailureStaysThere(Driver driver) {
        given(session("s-1"))
                .has(
                        sessionUpdated().named("a").withId("poison-1-a"),
                        sessionUpdated().named("b").withId("poison-1-b"),
                        sessionUpdated().named("c"))
                .when(quarantineReleased())
                .then(theRow("s-1").withName("a").withQuarantined(true))
                .and(theState("two events parked", session -> parked(session) == 2))
                .when(quarantineReleased())
                .then(theRow("s-1").withName("c").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-47: a record that fails again is parked as before, and told in the log once more")
    void aRecordThatFailsAgainIsParkedAsBefore(Driver driver) {
        given(session("s-1"))
                .has(sessionUpdated().named("a").withId("poison-2-a"), quarantineReleased())
                .when(sessionUpdated().named("b"))
                .then(sessionsChanged().areEmpty())
                .when(quarantineReleased())
                .then(sessionsChanged().areExactly(3))
                .and(theRow("s-1").withName("b").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-47: a release up to a record leaves the session apart at the next")
    void aReleaseUpToARecordLeavesTheRest(Driver driver) {
        given(session("s-1"))
                .has(
                        sessionUpdated().named("a").withId("poison-1-a"),
                        sessionUpdated().named("b").withId("e-b"),
                        sessionUpdated().named("c"))
                .when(quarantineReleased().upTo("e-b"))
                .then(theRow("s-1").withName("b").withQuarantined(true))
                .when(quarantineReleased())
                .then(theRow("s-1").withName("c").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-47: no deadline lapses behind a quarantine; what was left of it counts on from the release")
    void theTimersRest(Driver driver) {
        given(session("s-1"))
                .has(
                        timePassesTo("10:01"),
                        runAccepted("r-1"),
                        timePassesTo("10:06"),
                        sessionUpdated().withId("poison-1-a"))
                .when(timePassesTo("12:00"))
                .then(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .when(quarantineReleased(), timePassesTo("12:09"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("12:10"))
                .then(outcomes().areExactly(failed("r-1", "ADMISSION_TIMEOUT")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20, INV-47: a lapse that was on its way is parked, and comes too late when it is released")
    void aLapseOnItsWayIsParked(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("r-1"),
                        lapseLeaves(DeadlineKind.ADMISSION, "r-1"),
                        sessionUpdated().withId("poison-1-a"),
                        timePassesTo("11:00"),
                        lapseArrives(DeadlineKind.ADMISSION, "r-1"))
                .when(quarantineReleased())
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(outcomes().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName(
            "INV-21, INV-47: what is parked is not decided: a second copy of it is a duplicate when both are released")
    void aCopyIsADuplicateWhenBothAreReleased(Driver driver) {
        given(session("s-1"))
                .has(
                        sessionUpdated().withId("poison-1-a"),
                        sessionUpdated().named("b").withId("e-b").by("gw-2", 1, 1),
                        again("e-b"))
                .when(quarantineReleased())
                .then(rejections().areExactly(refused(DUPLICATE).ofEvent("e-b").decidedFirst("APPLIED")))
                .and(theRow("s-1").withName("b"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26, INV-47: a creation that is poison is unseen until its release creates the session")
    void aPoisonousCreationIsUnseen(Driver driver) {
        givenNothing()
                .has(session("s-1").withId("poison-1-a"), sessionUpdated().named("a"))
                .when(timePassesTo("12:00"))
                .then(noRow("s-1"))
                .and(sessionsChanged().areEmpty())
                .when(quarantineReleased())
                .then(theRow("s-1").withName("a").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26, INV-47: the creation of a session for which reports wait may be poison too")
    void aPoisonousCreationKeepsWhatItHolds(Driver driver) {
        givenNothing()
                .has(
                        phaseReported(Phase.RUNNING),
                        session("s-1").onPlatform("kubernetes").withId("poison-1-a"))
                .when(quarantineReleased())
                .then(theRow("s-1").withPhase(Phase.RUNNING).withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-34, INV-47: a creation that is left out leaves nothing behind")
    void aSkippedCreationLeavesNothing(Driver driver) {
        givenNothing()
                .has(session("s-1").withId("poison-9-a"), quarantineReleased().without("poison-9-a"))
                .when(session("s-1"))
                .then(theRow("s-1").withQuarantined(false).withVersion(1))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-47: a session may be deleted by what is released, and made anew")
    void aReleaseMayDeleteAndMakeAnew(Driver driver) {
        given(session("s-1"))
                .has(
                        sessionUpdated().named("a").withId("poison-1-a"),
                        sessionDeleted(),
                        session("s-1").asIncarnation("again"))
                .when(quarantineReleased())
                .then(theRow("s-1").ofIncarnation("again").withQuarantined(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-46, INV-47: nobody sets a session apart by writing that it is, nor releases one that is not")
    void whatTheStateDoesNotKnowIsRefused(Driver driver) {
        given(session("s-1"))
                .when(
                        event(
                                "sessionQuarantined",
                                new SessionQuarantined(new Position("sessionfold.events", 0, 0L), "X")),
                        quarantineReleased())
                .then(rejections()
                        .areExactly(
                                refused(ILLEGAL_TRANSITION).of("SessionQuarantined"),
                                refused(ILLEGAL_TRANSITION).of("QuarantineReleased")))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withQuarantined(false))
                .on(driver);
    }

    private static int parked(Session session) {
        return session.quarantine() == null ? 0 : session.quarantine().parkedCount();
    }
}
