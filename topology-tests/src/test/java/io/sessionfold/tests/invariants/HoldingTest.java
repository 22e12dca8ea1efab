package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.PENDING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.SessionWords.sessionUpdated;
import static io.sessionfold.tests.dsl.TroubleWords.providerFailed;
import static io.sessionfold.tests.dsl.TroubleWords.providerRecovered;
import static io.sessionfold.tests.dsl.TroubleWords.recoveryAbandoned;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.TroubleWords.runRecovered;
import static io.sessionfold.tests.dsl.Words.again;
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

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** What overtakes the creation of its session. */
final class HoldingTest {

    @ScenarioTest
    @DisplayName("INV-26: reports, routes and activity wait unseen for the creation, and each then has its own record")
    void reportsRoutesAndActivityWait(Driver driver) {
        givenNothing()
                .when(
                        phaseReported(RUNNING).withUrl("https://pod-1"),
                        routeAssigned(1, "https://vm-1"),
                        connectionOpened("c-1"))
                .then(sessionsChanged().areEmpty())
                .and(rejections().areEmpty())
                .and(noRow("s-1"))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(moment -> assertThat(moment.since().rows())
                        .extracting(
                                SessionRow::getStateVersion,
                                SessionRow::getEventType,
                                SessionRow::getPhase,
                                SessionRow::getRouteAvailable,
                                SessionRow::getOpenConnections)
                        .containsExactly(
                                tuple(1L, "SessionCreated", PENDING, false, 0),
                                tuple(2L, "PhaseReported", RUNNING, false, 0),
                                tuple(3L, "RouteAssigned", RUNNING, true, 0),
                                tuple(4L, "ActivityObserved", RUNNING, true, 1)))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: everything else is refused without its session")
    void everythingElseIsRefused(Driver driver) {
        List<Writing> others = List.of(
                desiredState(DesiredState.TERMINATED),
                sessionReset("s-1/2"),
                sessionUpdated().named("x"),
                sessionDeleted(),
                routeRevoked(1),
                runAccepted("r-1"),
                runStarted("r-1"),
                runProgressed("r-1"),
                runEnded("r-1"),
                runErrored("r-1", "X"),
                runAborted("r-1"),
                runSettled("r-1"),
                replyCommitted("r-1", "m-1"),
                providerFailed("r-1", "X"),
                providerRecovered("r-1"),
                runInterrupted("r-1"),
                runRecovered("r-1", "r-2"),
                recoveryAbandoned("r-1"));
        Scenario scenario = givenNothing();
        for (Writing event : others) {
            scenario = scenario.when(event)
                    .then(rejections().areExactly(refused(UNKNOWN_SESSION).saying("'acme")))
                    .and(noRow("s-1"));
        }
        scenario.then(sessionsChanged().areEmpty()).on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: what waited is folded in order, and what is forbidden then is refused then")
    void whatWaitedIsFoldedInOrder(Driver driver) {
        givenNothing()
                .has(
                        phaseReported(TERMINATED),
                        phaseReported(RUNNING).withId("late"),
                        heartbeat().withId("later"))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(rejections()
                        .areExactly(
                                refused(ALREADY_TERMINAL).ofEvent("late"),
                                refused(ALREADY_TERMINAL).ofEvent("later")))
                .and(theRow("s-1").withPhase(TERMINATED).withVersion(2))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: a report that means another incarnation than the one that is created is refused then")
    void whatWaitedForAnotherIncarnationIsStale(Driver driver) {
        givenNothing()
                .has(phaseReported(RUNNING).meaning("s-1/0"))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(rejections().areExactly(refused(STALE_INCARNATION)))
                .and(theRow("s-1").withPhase(PENDING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: a duplicate of what waits is a duplicate")
    void aDuplicateOfWhatWaitsIsADuplicate(Driver driver) {
        givenNothing()
                .has(phaseReported(CREATING))
                .when(again())
                .then(rejections().areExactly(refused(DUPLICATE)))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(theRow("s-1").withPhase(CREATING).withVersion(2))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-26: when nobody creates the session in time, what waited is refused one by one")
    void whatWaitedInVainIsRefusedOneByOne(Driver driver) {
        givenNothing()
                .has(phaseReported(CREATING), routeAssigned(1, "https://vm-1"), timePassesTo("10:05"), heartbeat("c-1"))
                .when(timePassesTo("10:09:59.999"))
                .then(rejections().areEmpty())
                .when(timePassesTo("10:10"))
                .then(rejections()
                        .areExactly(
                                refused(UNKNOWN_SESSION).of("PhaseReported").saying("to be created within"),
                                refused(UNKNOWN_SESSION).of("RouteAssigned"),
                                refused(UNKNOWN_SESSION).of("ActivityObserved")))
                .when(session("s-1").onPlatform("kubernetes"))
                .then(theRow("s-1").withPhase(PENDING).withVersion(1))
                .on(driver);
    }
}
