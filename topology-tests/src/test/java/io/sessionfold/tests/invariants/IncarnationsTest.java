package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.PENDING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_EXISTS;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.contract.SessionCommandType.START_SESSION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.SessionWords.sessionUpdated;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** One key, one incarnation after another. */
final class IncarnationsTest {

    @ScenarioTest
    @DisplayName("INV-16: a terminal session that is wanted again is a new incarnation, never a revival")
    void aTerminalSessionIsNeverRevived(Driver driver) {
        for (Phase end : List.of(TERMINATED, FAILED)) {
            ended(end)
                    .when(
                            timePassesTo("10:05"),
                            desiredState(DesiredState.RUNNING).asIncarnation("s-1/2"))
                    .then(rejections().areEmpty())
                    .and(commands()
                            .areExactly(command(START_SESSION)
                                    .ofIncarnation("s-1/2")
                                    .attempt(0)))
                    .and(sessionsChanged()
                            .showsOnce("s-1")
                            .ofIncarnation("s-1/2")
                            .withPhase(PENDING)
                            .withPhaseSince("10:05")
                            .withPhaseReason(null)
                            .withDesiredState(DesiredState.RUNNING)
                            .withNoActiveRun()
                            .withLastRun("r-1", "killed"))
                    .and(outcomes().areEmpty())
                    .on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-44: an incarnation that nobody named gets an id that derives from the event alone")
    void anUnnamedIncarnationIsDerivedFromTheEvent(Driver driver) {
        Scenario restarted = ended(TERMINATED)
                .when(desiredState(DesiredState.RUNNING).withId("wish"))
                .then(rejections().areEmpty());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            restarted
                    .then(moment -> ids.add(moment.since().rows().get(0).getSessionId()))
                    .on(driver);
        }
        assertThat(ids.get(0)).isNotEmpty().isNotEqualTo("s-1/1").isEqualTo(ids.get(1));
    }

    @ScenarioTest
    @DisplayName("INV-22: the id of the incarnation that ended is not one for the next")
    void theNextIncarnationIsAnother(Driver driver) {
        ended(TERMINATED)
                .when(desiredState(DesiredState.RUNNING).asIncarnation("s-1/1"))
                .then(rejections()
                        .areExactly(refused(ALREADY_EXISTS)
                                .of("DesiredStateRequested")
                                .saying("'s-1/1'")))
                .and(theRow("s-1").withPhase(TERMINATED))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: whatever means the incarnation before is refused STALE_INCARNATION")
    void whateverMeansTheIncarnationBeforeIsStale(Driver driver) {
        List<Writing> events = List.of(
                desiredState(DesiredState.TERMINATED).forced(),
                phaseReported(FAILED),
                heartbeat("c-1"),
                sessionReset("s-1/3"),
                sessionUpdated().named("x"),
                sessionDeleted(),
                routeAssigned(1, "https://vm"),
                routeRevoked(1),
                runAccepted("r-2"),
                runStarted("r-1"),
                runEnded("r-1"),
                allRunsAborted(),
                replyCommitted("r-1", "m-1"),
                runInterrupted("r-1"));
        Scenario scenario = given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(RUNNING), runStarted("r-1"), sessionReset("s-1/2"));
        for (Writing event : events) {
            scenario = scenario.when(event.meaning("s-1/1"))
                    .then(rejections().areExactly(refused(STALE_INCARNATION).saying("means 's-1/1'")))
                    .and(sessionsChanged().areEmpty());
        }
        scenario.then(theRow("s-1").ofIncarnation("s-1/2").withPhase(PENDING)).on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: the version goes on over a reset and over a start after the end")
    void theVersionGoesOn(Driver driver) {
        ended(TERMINATED)
                .then(theRow("s-1").withVersion(4))
                .when(desiredState(DesiredState.RUNNING))
                .then(theRow("s-1").withVersion(5))
                .when(sessionReset("s-1/3"))
                .then(theRow("s-1").withVersion(6))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-10: guards survive a start after the end")
    void guardsSurviveAStartAfterTheEnd(Driver driver) {
        ended(TERMINATED)
                .has(desiredState(DesiredState.RUNNING))
                .when(runAccepted("r-2").withKey("key-r-1"))
                .then(rejections().areExactly(refused(GUARD_HIT).becauseOf("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-31: the lifetime of an incarnation counts from its beginning")
    void theLifetimeCountsFromTheBeginningOfTheIncarnation(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withMaxDurationMs(60 * 60_000))
                .has(phaseReported(RUNNING), timePassesTo("10:30"), sessionReset("s-1/2"), phaseReported(RUNNING))
                .when(timePassesTo("11:29:59.999"))
                .then(commands().areEmpty())
                .when(timePassesTo("11:30"))
                .then(commands().areExactly(command(STOP_SESSION).ofIncarnation("s-1/2")))
                .on(driver);
    }

    private static Scenario ended(Phase end) {
        return given(session("s-1").onPlatform("kubernetes"))
                .has(
                        phaseReported(RUNNING),
                        runAccepted("r-1"),
                        phaseReported(end).because("why"));
    }
}
