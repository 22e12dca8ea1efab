package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.abortRun;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.noRow;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** T14: two tenants with equal keys, users and runs; abort, reset and delete touch one only. */
final class T14TenantsTest {

    @ScenarioTest
    @DisplayName("INV-37: an abort touches one tenant only")
    void anAbortTouchesOneTenantOnly(Driver driver) {
        twoTenants()
                .when(runAborted("r-1").inTenant("globex"))
                .then(outcomes().inTenant("globex").areExactly(killed("r-1")))
                .and(outcomes().inTenant("acme").areEmpty())
                .and(commands().inTenant("globex").areExactly(abortRun("r-1")))
                .and(commands().inTenant("acme").areEmpty())
                .and(theRow("globex", "s-1").withNoActiveRun())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    void anAbortOfAllTouchesOneTenantOnly(Driver driver) {
        twoTenants()
                .when(allRunsAborted())
                .then(theRow("s-1").withNoActiveRun())
                .and(theRow("globex", "s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-37: a reset touches one tenant only")
    void aResetTouchesOneTenantOnly(Driver driver) {
        twoTenants()
                .when(sessionReset("s-1/2").inTenant("globex"))
                .then(theRow("globex", "s-1").ofIncarnation("s-1/2").withNoActiveRun())
                .and(theRow("s-1").ofIncarnation("s-1/1").withActiveRuns("r-1"))
                .and(outcomes().inTenant("acme").areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-37: a deletion touches one tenant only")
    void aDeletionTouchesOneTenantOnly(Driver driver) {
        twoTenants()
                .when(sessionDeleted().inTenant("globex"))
                .then(noRow("globex", "s-1"))
                .and(theRow("s-1").withActiveRuns("r-1"))
                .when(runEnded("r-1"), runEnded("r-1").inTenant("globex"))
                .then(outcomes().inTenant("acme").areExactly(done("r-1")))
                .and(rejections().inTenant("acme").areEmpty())
                .and(rejections().inTenant("globex").areExactly(refused(UNKNOWN_SESSION)))
                .on(driver);
    }

    @ScenarioTest
    void theSameKeyAndFingerprintOfAnotherTenantIsAnotherRequest(Driver driver) {
        given(session("s-1"), session("s-1").inTenant("globex"))
                .has(runAccepted("r-1").withKey("k"))
                .when(runAccepted("r-2").withKey("k").inTenant("globex"))
                .then(rejections().areEmpty())
                .and(theRow("globex", "s-1").withActiveRuns("r-2"))
                .on(driver);
    }

    @ScenarioTest
    void theSameEventIdOfAnotherTenantIsNoDuplicate(Driver driver) {
        given(session("s-1"), session("s-1").inTenant("globex"))
                .has(runAccepted("r-1").withId("same"))
                .when(runAccepted("r-1").inTenant("globex").withId("same"))
                .then(rejections().areEmpty())
                .and(theRow("globex", "s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-37: an administrator of a tenant without the session reaches nothing")
    void anAdministratorOfATenantWithoutTheSessionReachesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(
                        runAborted("r-1").byAdmin().inTenant("globex"),
                        sessionReset("s-1/2").inTenant("globex"),
                        sessionDeleted().inTenant("globex"),
                        desiredState(DesiredState.TERMINATED).forced().inTenant("globex"))
                .then(rejections()
                        .inTenant("globex")
                        .areExactly(
                                refused(UNKNOWN_SESSION),
                                refused(UNKNOWN_SESSION),
                                refused(UNKNOWN_SESSION),
                                refused(UNKNOWN_SESSION)))
                .and(theRow("s-1").ofIncarnation("s-1/1").withActiveRuns("r-1"))
                .and(noRow("globex", "s-1"))
                .on(driver);
    }

    private static Scenario twoTenants() {
        return given(
                        session("s-1").ownedBy("ada"),
                        session("s-1").ownedBy("ada").inTenant("globex"))
                .has(runStarted("r-1"), runStarted("r-1").inTenant("globex"));
    }
}
