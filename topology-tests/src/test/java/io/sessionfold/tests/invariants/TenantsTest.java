package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Tenants. */
final class TenantsTest {

    @ScenarioTest
    @DisplayName("INV-37: two tenants with equal session keys and runs do not meet")
    void twoTenantsWithEqualKeysDoNotMeet(Driver driver) {
        given(session("s-1").ownedBy("ada"), session("s-1").ownedBy("ada").inTenant("globex"))
                .has(runStarted("r-1"), runStarted("r-1").inTenant("globex"))
                .when(runEnded("r-1").inTenant("globex"))
                .then(theRow("s-1").withActiveRuns("r-1"))
                .and(theRow("globex", "s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-37: a tenant without the session does not reach another tenant's")
    void anotherTenantsSessionIsUnknown(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(runAborted("r-1").byAdmin().inTenant("globex"))
                .then(rejections().areExactly(refused(UNKNOWN_SESSION)))
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }
}
