package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.DesiredState.HIBERNATED;
import static io.sessionfold.contract.DesiredState.RUNNING;
import static io.sessionfold.contract.RejectionReason.ALREADY_EXISTS;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.SessionCommandType.HIBERNATE;
import static io.sessionfold.contract.SessionCommandType.WAKE;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.interrupted;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.reportsUpTo;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.TroubleWords.runRecovered;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reading of the fold against its specification found: each of these did not hold once. */
final class FoundByReadingTest {

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-27: a report that wakes a session by itself brings its address")
    void aReportOfRunningAfterSleepBringsItsAddress(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(Phase.HIBERNATED))
                .when(phaseReported(Phase.RUNNING).withUrl("https://here").withPod("pod-2"))
                .then(theRow("s-1")
                        .withPhase(Phase.RUNNING)
                        .withUrl("https://here")
                        .withPod("pod-2"))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-27: a report of WAKING brings its address")
    void aReportOfWakingBringsItsAddress(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(Phase.HIBERNATED))
                .when(phaseReported(Phase.WAKING).withUrl("https://here"), phaseReported(Phase.RUNNING))
                .then(theRow("s-1").withPhase(Phase.RUNNING).withUrl("https://here"))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-24, INV-40: a stranger's early abort does not take the owner's early abort away")
    void aStrangersMarkDoesNotReplaceTheOwners(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .when(
                        runAborted("r-1").byUser("bob"),
                        runAborted("r-1").byUser("mallory"),
                        runAccepted("r-1").ofUser("bob"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-34: who was told to wake is told when that is taken back")
    void aWakeThatIsTakenBackIsTold(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(Phase.HIBERNATED))
                .has(desiredState(RUNNING).because("first"), desiredState(HIBERNATED), desiredState(RUNNING))
                .when(desiredState(HIBERNATED))
                .then(commands().areExactly(command(HIBERNATE)))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-28: a controller that obeyed the last command that it got is believed")
    void whoObeyedTheLastCommandIsBelieved(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(Phase.RUNNING), desiredState(HIBERNATED))
                .has(phaseReported(Phase.HIBERNATED).onGeneration(2))
                // WAKE goes out with generation 3; then nothing with generation 4.
                .has(desiredState(RUNNING), desiredState(HIBERNATED))
                .when(
                        phaseReported(Phase.WAKING).onGeneration(3),
                        phaseReported(Phase.RUNNING).onGeneration(3))
                .then(theState(
                        "a phase or a deadline that will end the disagreement",
                        state -> lifecycle(state).phase() != io.sessionfold.engine.session.Phase.HIBERNATED
                                || !state.timers().pending().isEmpty()))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31, INV-34: a wake that falls back to sleep is waited for, or said to have failed")
    void aWakeThatFallsBackIsNotForgotten(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(reportsUpTo(Phase.HIBERNATED))
                .has(desiredState(HIBERNATED), desiredState(RUNNING), phaseReported(Phase.WAKING))
                .when(phaseReported(Phase.HIBERNATED))
                .then(theRow("s-1").withPhase(Phase.HIBERNATED).withDesiredState(RUNNING))
                .and(theState(
                        "a deadline for the wish, or a reason why not",
                        state -> !state.timers().pending().isEmpty()
                                || lifecycle(state).phaseReason() != null))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-31: a session that falls asleep over a wake that came before HIBERNATING is woken again")
    void aSessionThatFallsAsleepOverAnEarlierWakeIsWoken(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(Phase.RUNNING), desiredState(HIBERNATED))
                .has(runAccepted("r-1"))
                .when(phaseReported(Phase.HIBERNATING), phaseReported(Phase.HIBERNATED))
                .then(commands().areExactly(command(WAKE)))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-32, INV-36: a session that falls asleep over a queue is woken for it")
    void aRunWhoseTurnComesWakesItsSession(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withConcurrency(Concurrency.QUEUED))
                .has(phaseReported(Phase.RUNNING), runStarted("r-1"), runAccepted("r-2"))
                .when(phaseReported(Phase.HIBERNATED))
                .then(commands().areExactly(command(WAKE)))
                .when(runEnded("r-1"), phaseReported(Phase.RUNNING))
                .then(commands().areExactly(startRun("r-2")))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-29: a tolerant session that loses a member before it runs is still up with the others")
    void aTolerantSessionComesUpWithoutADeadMember(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withMembers(MemberPolicy.TOLERANT, "m-1", "m-2"))
                .has(phaseReported(Phase.FAILED).ofMember("m-1"))
                .when(phaseReported(Phase.RUNNING).ofMember("m-2"))
                .then(theState(
                        "a phase in which runs start",
                        state -> lifecycle(state).phase().startsRuns()))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-29: a tolerant session that loses a member in its sleep wakes with the others")
    void aTolerantSessionWakesWithoutADeadMember(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withMembers(MemberPolicy.TOLERANT, "m-1", "m-2"))
                .has(
                        phaseReported(Phase.RUNNING).ofMember("m-1"),
                        phaseReported(Phase.RUNNING).ofMember("m-2"))
                .has(
                        phaseReported(Phase.HIBERNATED).ofMember("m-1"),
                        phaseReported(Phase.HIBERNATED).ofMember("m-2"))
                .has(phaseReported(Phase.FAILED).ofMember("m-1"))
                .when(
                        phaseReported(Phase.WAKING).ofMember("m-2"),
                        phaseReported(Phase.RUNNING).ofMember("m-2"))
                .then(theState(
                        "a phase in which runs start",
                        state -> lifecycle(state).phase().startsRuns()))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-35: a run that stands in for two keeps the higher count of recoveries")
    void theHigherCountOfRecoveriesStays(Driver driver) {
        given(session("s-1").withMaxRecoveries(2))
                .has(runStarted("a"), runStarted("b"), runInterrupted("a"), runStarted("n-1"), runRecovered("a", "n-1"))
                .has(runInterrupted("n-1"), runInterrupted("b"), runStarted("n-2"))
                // n-2 is the second to stand in for a, and the first to stand in for b.
                .has(runRecovered("n-1", "n-2"), runRecovered("b", "n-2"))
                .when(runInterrupted("n-2"))
                .then(outcomes().areExactly(interrupted("n-2", "RECOVERIES_EXHAUSTED")))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-22: a reset to the current incarnation is said to exist, whatever incarnation it means")
    void aResetToTheCurrentIncarnationExists(Driver driver) {
        given(session("s-1"))
                .has(sessionReset("s-1/2"))
                .when(sessionReset("s-1/2").meaning("s-1/1"))
                .then(rejections().areExactly(refused(ALREADY_EXISTS)))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-16: a route of a terminal session cannot be revoked, because the session is terminal")
    void aRouteOfATerminalSessionIsTerminal(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(Phase.TERMINATED))
                .when(routeRevoked(1))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName(
            "INV-16: a run that started keeps what its start cleared, when the run that it replaced gets its outcome")
    void aRecoveryDoesNotMarkTheRunThatTookOver(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runInterrupted("r-1"), runStarted("r-2"))
                .when(runRecovered("r-1", "r-2"))
                .then(theRow("s-1").withRunStatus("running").withAbortedLastRun(false))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-32, INV-34: a run that was told to start before its session slept is told again when it wakes")
    void aRunThatSleptOverItsStartIsToldAgain(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(Phase.RUNNING), runAccepted("r-1"), phaseReported(Phase.HIBERNATED))
                .when(phaseReported(Phase.RUNNING))
                .then(commands().areExactly(startRun("r-1")))
                .on(driver);
    }

    @Test
    @DisplayName("INV-34: a lapse that arrives once more, after its row has gone, makes no new row to lapse")
    void aLapseOfWhatIsGoneMakesNoRow() {
        Envelope envelope = new Envelope(
                "lapse-2", new SessionKey("acme", "s-1"), null, "timer", null, null, 0, null, EventSource.TIMER, null);
        SessionEvent lapse = new SessionEvent.DeadlineLapsed(DeadlineKind.PROVISIONAL, "", 600_000, 1);
        Assertions.assertNull(FoldVersions.KNOWN
                .at(FoldVersions.FIRST)
                .evolve(
                        null,
                        RetryGuards.NONE,
                        new RecordedEvent(envelope, lapse, 700_000, new Position("t", 0, 9), EventBody.NONE))
                .session());
    }

    @Test
    @DisplayName("INV-44: the words of a refusal are the same in every country")
    void theWordsOfARefusalAreTheSameEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String here = refusalInWords();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Assertions.assertEquals(here, refusalInWords());
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String refusalInWords() {
        SessionKey key = new SessionKey("acme", "s-1");
        Envelope envelope = new Envelope("e-1", key, null, "gw-1", null, null, 0, null, EventSource.TIMER, null);
        SessionEvent lapse = new SessionEvent.DeadlineLapsed(DeadlineKind.GRAVESTONE, "", 1_700_000_000_000L, 7);
        SessionEvent report = new SessionEvent.PhaseReported(
                io.sessionfold.engine.session.Phase.RUNNING, null, null, null, null, null, null, null, Set.of());
        var held = FoldVersions.KNOWN
                .at(FoldVersions.FIRST)
                .evolve(
                        null,
                        RetryGuards.NONE,
                        new RecordedEvent(envelope, report, 1, new Position("t", 0, 0), EventBody.NONE));
        Envelope second = new Envelope("e-2", key, null, "gw-1", null, null, 0, null, EventSource.TIMER, null);
        return FoldVersions.KNOWN
                .at(FoldVersions.FIRST)
                .evolve(
                        held.session(),
                        RetryGuards.NONE,
                        new RecordedEvent(second, lapse, 2, new Position("t", 0, 1), EventBody.NONE))
                .outputs()
                .toString();
    }

    private static Lifecycle lifecycle(Session session) {
        return Objects.requireNonNull(session.lifecycle(), "lifecycle");
    }
}
