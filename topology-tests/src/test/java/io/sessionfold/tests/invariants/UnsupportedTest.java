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
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.ProviderRecovered;
import io.sessionfold.contract.RecoveryAbandoned;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RouteAssigned;
import io.sessionfold.contract.RunInterrupted;
import io.sessionfold.contract.RunRecovered;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionReset;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Payloads that this fold version does not know. */
final class UnsupportedTest {

    @ScenarioTest
    @DisplayName("INV-46: what this version does not fold is refused UNSUPPORTED, visibly")
    void whatIsNotFoldedIsRefusedVisibly(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(
                        event("providerFailed", new ProviderFailed("r-1", "X", null)),
                        event("providerRecovered", new ProviderRecovered("r-1", "X", null)),
                        event("sessionReset", new SessionReset("s-1/2", null)),
                        event("sessionDeleted", new SessionDeleted(null)),
                        event("runInterrupted", new RunInterrupted("r-1", true, "restart")),
                        event("runRecovered", new RunRecovered("r-1", "r-2", 1)),
                        event("recoveryAbandoned", new RecoveryAbandoned("r-1", "X")),
                        event("routeAssigned", new RouteAssigned(1L, "https://pod", "ref")))
                .then(moment -> assertThat(moment.since().rejections())
                        .hasSize(8)
                        .allMatch(refused -> refused.getReason() == RejectionReason.UNSUPPORTED))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-36: an EXCLUSIVE or QUEUED session admits no run in this version")
    void anotherConcurrencyThanParallelAdmitsNoRun(Driver driver) {
        given(session("s-1").withConcurrency(Concurrency.EXCLUSIVE))
                .when(runAccepted("r-1"))
                .then(rejections().areExactly(refused(UNSUPPORTED)))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }
}
