package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.PENDING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_EXISTS;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.abortRun;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Hard deletion, and the gravestone that it leaves. */
final class DeletionTest {

    private static final long SEVEN_DAYS_MS = 7L * 24 * 60 * 60_000;

    @ScenarioTest
    @DisplayName("INV-13: a deletion ends every open run, shows the last row as deleted, and takes it out of the table")
    void aDeletionEndsEveryRunAndTheRow(Driver driver) {
        running()
                .has(runStarted("a"), runAccepted("b").owing("m-1"), runEnded("b"))
                .when(sessionDeleted())
                .then(outcomes().areExactly(killed("a"), killed("b").to("m-1")))
                .and(sessionsChanged().areExactly(1))
                .and(sessionsChanged()
                        .showsTheEndOf("s-1")
                        .withDeleted(true)
                        .withNoActiveRun()
                        .withRouteAvailable(false))
                .and(noRow("s-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-13: a deletion stops what still runs, and has nothing to stop in a session that ended")
    void aDeletionStopsWhatStillRuns(Driver driver) {
        running()
                .when(sessionDeleted())
                .then(commands().areExactly(command(STOP_SESSION).ofIncarnation("s-1/1")))
                .on(driver);
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(TERMINATED))
                .when(sessionDeleted())
                .then(commands().areEmpty())
                .and(sessionsChanged().showsTheEndOf("s-1").withDeleted(true))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: what comes late for a deleted session is refused, and not held for another")
    void whatComesLateIsRefusedAndNotHeld(Driver driver) {
        running()
                .has(sessionDeleted())
                .when(
                        phaseReported(TERMINATED),
                        heartbeat("c-1"),
                        routeAssigned(1, "https://vm"),
                        runAccepted("r-1"),
                        desiredState(DesiredState.RUNNING),
                        sessionDeleted())
                .then(rejections()
                        .areExactly(
                                refused(UNKNOWN_SESSION).of("PhaseReported"),
                                refused(UNKNOWN_SESSION).of("ActivityObserved"),
                                refused(UNKNOWN_SESSION).of("RouteAssigned"),
                                refused(UNKNOWN_SESSION).of("RunAccepted"),
                                refused(UNKNOWN_SESSION).of("DesiredStateRequested"),
                                refused(UNKNOWN_SESSION).of("SessionDeleted")))
                .and(sessionsChanged().areEmpty())
                .and(sessionsChanged().removeNothing())
                .and(noRow("s-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: the version goes on over a deletion and the session that is created after it")
    void theVersionGoesOnOverADeletion(Driver driver) {
        running()
                .then(theRow("s-1").withVersion(2))
                .when(sessionDeleted())
                .then(sessionsChanged().showsTheEndOf("s-1").withVersion(3))
                .when(session("s-1").onPlatform("kubernetes").asIncarnation("s-1/2"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withVersion(4)
                        .withDeleted(false)
                        .ofIncarnation("s-1/2")
                        .withPhase(PENDING)
                        .withLastRun(null, null))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: a deleted session is not created again under the sessionId that it had")
    void theSameIncarnationIsNotCreatedAgain(Driver driver) {
        running()
                .has(sessionDeleted())
                .when(session("s-1").onPlatform("kubernetes"))
                .then(rejections().areExactly(refused(ALREADY_EXISTS).of("SessionCreated")))
                .and(noRow("s-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: the late events of a deleted session are stale for the one that took its key")
    void lateEventsOfADeletedSessionAreStaleForTheNext(Driver driver) {
        running()
                .has(runStarted("r-1"), sessionDeleted(), session("s-1").asIncarnation("s-1/2"))
                .when(runEnded("r-1").meaning("s-1/1"), runEnded("r-1"))
                .then(rejections().areExactly(refused(STALE_INCARNATION), refused(UNKNOWN_RUN)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-21: marks survive a deletion: a redelivery and an older epoch are known")
    void marksSurviveADeletion(Driver driver) {
        running()
                .has(runAccepted("r-1").by("gw-1", 2, 7).withId("first"), sessionDeleted())
                .when(again("first"), runAccepted("r-2").by("gw-1", 1, 1))
                .then(rejections().areExactly(refused(DUPLICATE), refused(STALE_EPOCH)))
                .when(session("s-1").asIncarnation("s-1/2"), again("first"))
                .then(rejections().areExactly(refused(DUPLICATE)))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-10: the guards go with the session: its keys are new in the one that is created after it")
    void theGuardsGoWithTheSession(Driver driver) {
        running()
                .has(
                        runAccepted("r-1").withKey("k"),
                        sessionDeleted(),
                        session("s-1").asIncarnation("s-1/2"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections().areEmpty())
                .and(commands().areExactly(startRun("r-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-31: a gravestone does not stay: after seven days nothing is held of the session")
    void aGravestoneDoesNotStay(Driver driver) {
        running()
                .has(sessionDeleted())
                .when(afterMs(SEVEN_DAYS_MS - 1))
                .then(moment ->
                        assertThat(moment.stored("s-1").session().exists()).isFalse())
                .when(afterMs(1))
                .then(moment -> assertThat(moment.recording().sessions()).isEmpty())
                .and(sessionsChanged().areEmpty())
                .and(sessionsChanged().removeNothing())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: after the gravestone has gone, a report waits for a creation again")
    void afterTheGravestoneAReportWaitsAgain(Driver driver) {
        running()
                .has(sessionDeleted(), afterMs(SEVEN_DAYS_MS))
                .when(phaseReported(CREATING), session("s-1").onPlatform("kubernetes"))
                .then(rejections().areEmpty())
                .and(theRow("s-1").withPhase(CREATING).withVersion(2))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: no deadline of a deleted session lapses")
    void noDeadlineOfADeletedSessionLapses(Driver driver) {
        running()
                .has(runStarted("r-1"), connectionOpened("c-1"), sessionDeleted())
                .when(timePassesTo("10:30"))
                .then(rejections().areEmpty())
                .and(outcomes().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: a session that was created again outlives the gravestone of the one before")
    void aSessionThatWasCreatedAgainOutlivesTheGravestone(Driver driver) {
        given(session("s-1"))
                .has(sessionDeleted(), timePassesTo("12:00"), session("s-1").asIncarnation("s-1/2"))
                .when(afterMs(SEVEN_DAYS_MS))
                .then(theRow("s-1").ofIncarnation("s-1/2").withVersion(3))
                .and(sessionsChanged().areEmpty())
                .and(sessionsChanged().removeNothing())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: a deletion starts nobody of the queue")
    void aDeletionStartsNobodyOfTheQueue(Driver driver) {
        given(session("s-1").withConcurrency(QUEUED))
                .has(runStarted("a"), runAccepted("b"))
                .when(sessionDeleted())
                .then(outcomes().areExactly(killed("a"), killed("b")))
                .and(commands().areExactly(abortRun("a"), abortRun("b")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-20: the lapse that left before a deletion finds no session")
    void theLapseThatLeftBeforeADeletionFindsNoSession(Driver driver) {
        running()
                .has(runStarted("r-1"), lapseLeaves(TURN, "r-1"), sessionDeleted())
                .when(timePassesTo("10:10"), lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(UNKNOWN_SESSION).of("DeadlineLapsed")))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    private static Scenario running() {
        return given(session("s-1").onPlatform("kubernetes")).has(phaseReported(RUNNING));
    }
}
