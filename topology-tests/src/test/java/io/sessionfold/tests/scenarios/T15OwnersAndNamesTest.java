package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.NOT_OWNER;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** T15, as far as the fold decides it: one user with two credentials, another user, equal names. */
final class T15OwnersAndNamesTest {

    @ScenarioTest
    @DisplayName("INV-39: the owner is the user, with whatever credential the session was made")
    void theOwnerIsTheUserNotTheCredential(Driver driver) {
        given(
                        session("s-1").ownedBy("ada").withCredential("key-1"),
                        session("s-2").ownedBy("ada").withCredential("key-2"))
                .has(runAccepted("r-1"), runAccepted("r-2").in("s-2"))
                .when(runAborted("r-1").byUser("ada"))
                .then(outcomes().areExactly(killed("r-1")))
                .when(runAborted("r-2").byUser("ada").in("s-2"))
                .then(outcomes().areExactly(killed("r-2").in("s-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-39: another user does not reach a session, not even with the owner's credential")
    void anotherUserDoesNotReachASession(Driver driver) {
        given(session("s-1").ownedBy("ada").withCredential("key-1"))
                .has(runAccepted("r-1"))
                .when(runAborted("r-1").byUser("bob"))
                .then(rejections().areExactly(refused(NOT_OWNER)))
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-39: the fold takes equal names as they come, and the name of a terminal session is free")
    void equalNamesAreTwoSessions(Driver driver) {
        given(session("s-1").called("desk"))
                .has(desiredState(DesiredState.TERMINATED))
                .when(session("s-2").called("desk"), session("s-3").called("desk"))
                .then(theRow("s-1").withName("desk").withPhase(TERMINATED))
                .and(theRow("s-2").withName("desk"))
                .and(theRow("s-3").withName("desk"))
                .and(rejections().areEmpty())
                .on(driver);
    }
}
