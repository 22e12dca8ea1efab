package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.UNSUPPORTED;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.event;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.DesiredStateRequested;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** What this fold version does not know: symbols of a newer contract. */
final class UnsupportedTest {

    @ScenarioTest
    @DisplayName("INV-46: what this version does not fold is refused UNSUPPORTED, visibly")
    void whatIsNotFoldedIsRefusedVisibly(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runStarted("r-1"))
                .when(
                        event("activityObserved", new ActivityObserved(Activity.UNKNOWN, null)),
                        event("connectionClosed", new ActivityObserved(Activity.CONNECTION_CLOSED, null)),
                        event(
                                "desiredStateRequested",
                                new DesiredStateRequested(DesiredState.UNKNOWN, false, "ada", null, null)))
                .then(rejections()
                        .areExactly(
                                refused(UNSUPPORTED).of("ActivityObserved").saying("newer contract"),
                                refused(UNSUPPORTED).of("ActivityObserved").saying("name its connectionId"),
                                refused(UNSUPPORTED).of("DesiredStateRequested")))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-48: a session of a newer contract's concurrency is refused, not guessed")
    void aConcurrencyOfANewerContractIsNotGuessed(Driver driver) {
        given().when(session("s-1").withConcurrency(Concurrency.UNKNOWN))
                .then(rejections().areExactly(refused(UNSUPPORTED).of("SessionCreated")))
                .on(driver);
    }
}
