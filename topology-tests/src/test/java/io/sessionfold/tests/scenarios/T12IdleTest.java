package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.DeadlineKind.IDLE;
import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.Phase.TERMINATING;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.SessionCommandType.HIBERNATE;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.SessionWords.connectionClosed;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.execution;
import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.IdleAction;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;

/** T12: idle without activity, with an open connection, after a lost close, without a time-out. */
final class T12IdleTest {

    private static final long FIVE_MINUTES_MS = 5 * 60_000;

    @ScenarioTest
    void aSessionWithoutActivityIsPutToSleep(Driver driver) {
        idling().when(timePassesTo("10:04:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:05"))
                .then(commands().areExactly(command(HIBERNATE).because("IDLE")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(RUNNING)
                        .withDesiredState(DesiredState.HIBERNATED)
                        .withGeneration(2)
                        .withReason("IDLE"))
                .when(phaseReported(HIBERNATED).onGeneration(2))
                .then(theRow("s-1").withPhase(HIBERNATED).withUrl(null))
                .on(driver);
    }

    @ScenarioTest
    void activityKeepsItAwakeAndIsNoChangeOfTheRow(Driver driver) {
        idling().when(timePassesTo("10:03"), heartbeat(), timePassesTo("10:04"), execution())
                .then(sessionsChanged().areEmpty())
                .and(theRow("s-1").withLastActivityAt("10:04"))
                .when(timePassesTo("10:08:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:09"))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void anOpenConnectionKeepsItAwakeAsLongAsItIsSeen(Driver driver) {
        Scenario connected = idling().when(connectionOpened("c-1"))
                .then(sessionsChanged().showsOnce("s-1").withOpenConnections(1));
        for (String minute : List.of("10:01", "10:02", "10:03", "10:04", "10:05", "10:06")) {
            connected = connected
                    .when(timePassesTo(minute), heartbeat("c-1"))
                    .then(sessionsChanged().areEmpty())
                    .and(commands().areEmpty());
        }
        connected
                .when(connectionClosed("c-1"))
                .then(sessionsChanged().showsOnce("s-1").withOpenConnections(0))
                .when(timePassesTo("10:10:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:11"))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void aLostCloseDoesNotKeepItAwakeForEver(Driver driver) {
        idling().has(connectionOpened("c-1"))
                .when(timePassesTo("10:01:59.999"))
                .then(theRow("s-1").withOpenConnections(1))
                .when(timePassesTo("10:02"))
                .then(sessionsChanged().showsOnce("s-1").withOpenConnections(0))
                .and(commands().areEmpty())
                .when(timePassesTo("10:05"))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void oneOfTwoConnectionsIsEnough(Driver driver) {
        idling().has(connectionOpened("c-1"), connectionOpened("c-2"), connectionClosed("c-1"))
                .has(timePassesTo("10:01"), heartbeat("c-2"), timePassesTo("10:02"), heartbeat("c-2"))
                .has(timePassesTo("10:03"), heartbeat("c-2"), timePassesTo("10:04"), heartbeat("c-2"))
                .when(timePassesTo("10:05"))
                .then(commands().areEmpty())
                .and(theRow("s-1").withOpenConnections(1))
                .on(driver);
    }

    @ScenarioTest
    void aSessionWithoutATimeoutIsNeverIdle(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING))
                .when(afterMs(7L * 24 * 60 * 60_000))
                .then(commands().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
        given(session("s-1").onPlatform("kubernetes").withIdleTimeoutMs(0))
                .has(phaseReported(RUNNING))
                .when(timePassesTo("23:59"))
                .then(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anActiveRunKeepsItAwake(Driver driver) {
        idling().has(runAccepted("r-1").withDeadlineMs(60 * 60_000), runStarted("r-1"))
                .when(timePassesTo("10:20"))
                .then(commands().areEmpty())
                .when(runEnded("r-1"), timePassesTo("10:24:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:25"))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void aHiddenRunKeepsItAwakeToo(Driver driver) {
        idling().has(runAccepted("r-1").hidden(), runStarted("r-1"))
                .when(timePassesTo("10:06"))
                .then(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anOwedReplyKeepsNobodyAwake(Driver driver) {
        idling().has(runAccepted("r-1").owing("m-1"), runEnded("r-1"))
                .when(timePassesTo("10:05"))
                .then(commands().areExactly(command(HIBERNATE)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRunThatTimesOutLeavesAnIdleSessionBehind(Driver driver) {
        idling().has(runAccepted("r-1").withDeadlineMs(60_000), runStarted("r-1"))
                .when(timePassesTo("10:01"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .when(timePassesTo("10:06"))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void theIdleActionMayBeToTerminate(Driver driver) {
        given(session("s-1")
                        .onPlatform("kubernetes")
                        .withIdleTimeoutMs(FIVE_MINUTES_MS)
                        .withIdleAction(IdleAction.TERMINATE))
                .has(phaseReported(RUNNING))
                .when(timePassesTo("10:05"))
                .then(commands().areExactly(command(STOP_SESSION).because("IDLE")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(TERMINATING)
                        .withDesiredState(DesiredState.TERMINATED))
                .on(driver);
    }

    @ScenarioTest
    void onlyARunningSessionIsIdle(Driver driver) {
        for (Phase phase : List.of(DEGRADED, HIBERNATED)) {
            given(session("s-1").onPlatform("kubernetes").withIdleTimeoutMs(FIVE_MINUTES_MS))
                    .has(reportsUpTo(phase))
                    .when(timePassesTo("12:00"))
                    .then(commands().areEmpty())
                    .on(driver);
        }
    }

    @ScenarioTest
    void idlenessBeginsWhenTheSessionRuns(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withIdleTimeoutMs(FIVE_MINUTES_MS))
                .has(timePassesTo("10:04"), phaseReported(RUNNING))
                .when(timePassesTo("10:08:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("10:09"))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest
    void activityThatOvertakesTheLapseWins(Driver driver) {
        idling().has(lapseLeaves(IDLE, ""), timePassesTo("10:04:59"), heartbeat())
                .when(timePassesTo("10:05"), lapseArrives(IDLE, ""))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aHeartbeatAfterTerminationIsRefused(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(TERMINATED))
                .when(heartbeat("c-1"), connectionOpened("c-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL)))
                .and(theRow("s-1").withOpenConnections(0))
                .on(driver);
    }

    @ScenarioTest
    void sleepAndTheEndCloseEveryConnection(Driver driver) {
        for (Phase phase : List.of(HIBERNATED, TERMINATED, FAILED)) {
            given(session("s-1").onPlatform("kubernetes"))
                    .has(phaseReported(RUNNING), connectionOpened("c-1"), connectionOpened("c-2"))
                    .when(phaseReported(phase))
                    .then(sessionsChanged().showsOnce("s-1").withOpenConnections(0))
                    .when(timePassesTo("10:02"))
                    .then(sessionsChanged().areEmpty())
                    .on(driver);
        }
    }

    @ScenarioTest
    void aHeartbeatOfAConnectionWhoseOpeningWasLostOpensIt(Driver driver) {
        idling().when(heartbeat("c-1"))
                .then(sessionsChanged().showsOnce("s-1").withOpenConnections(1))
                .on(driver);
    }

    @ScenarioTest
    void closingWhatIsNotOpenIsNoRefusal(Driver driver) {
        idling().when(connectionClosed("c-9"))
                .then(rejections().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aSessionThatHasLivedLongEnoughTerminates(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withMaxDurationMs(60 * 60_000))
                .has(phaseReported(RUNNING), timePassesTo("10:59"), runStarted("r-1"))
                .when(timePassesTo("10:59:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("11:00"))
                .then(commands().areExactly(command(STOP_SESSION).because("LIFETIME")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withPhase(TERMINATING)
                        .withDesiredState(DesiredState.TERMINATED)
                        .withActiveRuns("r-1"))
                .on(driver);
    }

    private static Scenario idling() {
        return given(session("s-1").onPlatform("kubernetes").withIdleTimeoutMs(FIVE_MINUTES_MS))
                .has(phaseReported(RUNNING));
    }
}
