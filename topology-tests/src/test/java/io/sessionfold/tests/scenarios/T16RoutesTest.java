package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.Phase.TERMINATING;
import static io.sessionfold.contract.Phase.WAKING;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.ROUTE_SUPERSEDED;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;

/** T16: an old route is revoked after a new one; a terminal phase clears the route, TERMINATING makes it unavailable. */
final class T16RoutesTest {

    @ScenarioTest
    void aRouteIsAvailableUntilItIsRevoked(Driver driver) {
        running()
                .when(routeAssigned(1, "https://vm-1"))
                .then(sessionsChanged().showsOnce("s-1").withRouteAvailable(true))
                .when(routeRevoked(1))
                .then(sessionsChanged().showsOnce("s-1").withRouteAvailable(false))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void theRevocationOfAnOldRouteDoesNotTouchTheNewOne(Driver driver) {
        running()
                .has(routeAssigned(1, "https://vm-1"), routeAssigned(2, "https://vm-2"))
                .when(routeRevoked(1))
                .then(rejections().areExactly(refused(ROUTE_SUPERSEDED).of("RouteRevoked")))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withRouteAvailable(true))
                .on(driver);
    }

    @ScenarioTest
    void anOlderRouteThatComesLateDoesNotReplaceTheNewerOne(Driver driver) {
        running()
                .has(routeAssigned(2, "https://vm-2"))
                .when(routeAssigned(1, "https://vm-1"), routeAssigned(2, "https://another"))
                .then(rejections()
                        .areExactly(
                                refused(ROUTE_SUPERSEDED).of("RouteAssigned"),
                                refused(ROUTE_SUPERSEDED).of("RouteAssigned")))
                .when(routeRevoked(2))
                .then(rejections().areEmpty())
                .and(theRow("s-1").withRouteAvailable(false))
                .on(driver);
    }

    @ScenarioTest
    void theSameRouteAgainIsNoRefusalAndNoChange(Driver driver) {
        running()
                .has(routeAssigned(2, "https://vm-2"))
                .when(routeAssigned(2, "https://vm-2"))
                .then(rejections().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anotherRouteInPlaceOfTheFirstIsNoChangeOfTheRow(Driver driver) {
        running()
                .has(routeAssigned(1, "https://vm-1"))
                .when(routeAssigned(2, "https://vm-2"))
                .then(rejections().areEmpty())
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withRouteAvailable(true))
                .on(driver);
    }

    @ScenarioTest
    void aRevokedRouteDoesNotComeBackUnderItsVersion(Driver driver) {
        running()
                .has(routeAssigned(1, "https://vm-1"), routeRevoked(1))
                .when(routeAssigned(1, "https://vm-1"), routeRevoked(1))
                .then(rejections().areExactly(refused(ROUTE_SUPERSEDED), refused(ROUTE_SUPERSEDED)))
                .and(theRow("s-1").withRouteAvailable(false))
                .when(routeAssigned(2, "https://vm-1"))
                .then(theRow("s-1").withRouteAvailable(true))
                .on(driver);
    }

    @ScenarioTest
    void aTerminalPhaseClearsTheRoute(Driver driver) {
        for (Phase phase : List.of(TERMINATED, FAILED)) {
            running()
                    .has(routeAssigned(1, "https://vm-1"))
                    .when(phaseReported(phase))
                    .then(sessionsChanged().showsOnce("s-1").withPhase(phase).withRouteAvailable(false))
                    .when(routeAssigned(2, "https://vm-2"))
                    .then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                    .and(theRow("s-1").withRouteAvailable(false))
                    .on(driver);
        }
    }

    @ScenarioTest
    void aSessionThatTerminatesHasNoRouteFromThenOn(Driver driver) {
        running()
                .has(routeAssigned(1, "https://vm-1"))
                .when(desiredState(DesiredState.TERMINATED))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATING).withRouteAvailable(false))
                .when(routeAssigned(2, "https://vm-2"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION).of("RouteAssigned")))
                .and(theRow("s-1").withRouteAvailable(false))
                .on(driver);
    }

    @ScenarioTest
    void hibernationClearsTheRouteAndTheNextOneIsNewer(Driver driver) {
        running()
                .has(routeAssigned(1, "https://vm-1"))
                .when(phaseReported(HIBERNATED))
                .then(sessionsChanged().showsOnce("s-1").withRouteAvailable(false))
                .when(routeAssigned(2, "https://vm-2"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                .when(phaseReported(WAKING), phaseReported(RUNNING), routeAssigned(1, "https://vm-1"))
                .then(rejections().areExactly(refused(ROUTE_SUPERSEDED)))
                .and(theRow("s-1").withRouteAvailable(false))
                .when(routeAssigned(2, "https://vm-2"))
                .then(theRow("s-1").withRouteAvailable(true))
                .on(driver);
    }

    @ScenarioTest
    void aResetForgetsTheRouteButNotItsVersion(Driver driver) {
        given(session("s-1"))
                .has(routeAssigned(5, "https://vm-5"), sessionReset("s-1/2"))
                .when(routeAssigned(5, "https://vm-5"))
                .then(rejections().areExactly(refused(ROUTE_SUPERSEDED)))
                .and(theRow("s-1").withRouteAvailable(false))
                .when(routeAssigned(6, "https://vm-6"))
                .then(theRow("s-1").withRouteAvailable(true))
                .on(driver);
    }

    @ScenarioTest
    void theRouteOfAnotherIncarnationIsStale(Driver driver) {
        given(session("s-1"))
                .has(routeAssigned(1, "https://vm-1"), sessionReset("s-1/2"), routeAssigned(2, "https://vm-2"))
                .when(
                        routeAssigned(3, "https://ghost").meaning("s-1/1"),
                        routeRevoked(2).meaning("s-1/1"))
                .then(rejections().areExactly(refused(STALE_INCARNATION), refused(STALE_INCARNATION)))
                .and(theRow("s-1").withRouteAvailable(true))
                .on(driver);
    }

    private static Scenario running() {
        return given(session("s-1").onPlatform("kubernetes")).has(phaseReported(RUNNING));
    }
}
