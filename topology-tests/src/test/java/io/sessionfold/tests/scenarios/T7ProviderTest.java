package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.TroubleWords.providerFailed;
import static io.sessionfold.tests.dsl.TroubleWords.providerRecovered;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** T7: the provider failed, then recovered; the provider failed, and the lapse carries the code. */
final class T7ProviderTest {

    @ScenarioTest
    @DisplayName("INV-19: while the provider has failed nothing extends the deadline, and its lapse carries the code")
    void whileTheProviderHasFailedNothingExtendsTheDeadlineAndItsLapseCarriesTheCode(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:05"))
                .when(
                        providerFailed("r-1", "PROVIDER_QUOTA_EXHAUSTED"),
                        timePassesTo("10:08"),
                        runProgressed("r-1"),
                        timePassesTo("10:09:59.999"))
                .then(outcomes().areEmpty())
                .and(rejections().areEmpty())
                .and(theRow("s-1").withActiveRuns("r-1"))
                .when(timePassesTo("10:10"))
                .then(outcomes().areExactly(timedOut("r-1", "PROVIDER_QUOTA_EXHAUSTED")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "timeout"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-19: a provider that recovers is a sign of life")
    void aProviderThatRecoversIsASignOfLife(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), providerFailed("r-1", "OVERLOADED"), timePassesTo("10:09"))
                .when(providerRecovered("r-1"), timePassesTo("10:18:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:19"))
                .then(outcomes().areExactly(timedOut("r-1", "WORKER_UNRESPONSIVE")))
                .on(driver);
    }

    @ScenarioTest
    void afterTheRecoveryProgressExtendsTheDeadlineAgain(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), providerFailed("r-1", "OVERLOADED"), providerRecovered("r-1"))
                .when(timePassesTo("10:09"), runProgressed("r-1"), timePassesTo("10:18"))
                .then(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void theLastCodeIsTheOneThatIsCarried(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), providerFailed("r-1", "OVERLOADED"), providerFailed("r-1", "DOWN"))
                .when(timePassesTo("10:10"))
                .then(outcomes().areExactly(timedOut("r-1", "DOWN")))
                .on(driver);
    }

    @ScenarioTest
    void aReplyStillEndsARunWhoseProviderFailed(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1"), runStarted("r-1"), providerFailed("r-1", "OVERLOADED"))
                .when(replyCommitted("r-1", "m-1"))
                .then(outcomes().areExactly(done("r-1").to("m-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-31: a run that starts after its provider failed has a deadline too")
    void aRunThatStartsAfterItsProviderFailedHasADeadlineToo(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), providerFailed("r-1", "OVERLOADED"))
                .when(runStarted("r-1"), timePassesTo("10:10"))
                .then(outcomes().areExactly(timedOut("r-1", "OVERLOADED")))
                .on(driver);
    }

    @ScenarioTest
    void theExpiryOfTheRunIsNotTheProvidersFault(Driver driver) {
        given(session("s-1"))
                .has(
                        runAccepted("r-1").withDeadlineMs(60 * 60_000).expiringInMs(10 * 60_000),
                        runStarted("r-1"),
                        providerFailed("r-1", "OVERLOADED"))
                .when(timePassesTo("10:10"))
                .then(outcomes().areExactly(timedOut("r-1", "RUN_EXPIRED")))
                .on(driver);
    }

    @ScenarioTest
    void oneRunsProviderIsNotAnothers(Driver driver) {
        given(session("s-1"))
                .has(runStarted("a"), runStarted("b"), providerFailed("a", "OVERLOADED"))
                .has(timePassesTo("10:09"), runProgressed("a"), runProgressed("b"))
                .when(timePassesTo("10:11"))
                .then(outcomes().areExactly(timedOut("a", "OVERLOADED")))
                .and(theRow("s-1").withActiveRuns("b"))
                .on(driver);
    }

    @ScenarioTest
    void aProviderOfNoActiveRunIsRefused(Driver driver) {
        given(session("s-1"))
                .has(runAborted("ended"), runAccepted("owed").owing("m-1"), runEnded("owed"))
                .when(
                        providerFailed("unknown", "DOWN"),
                        providerFailed("ended", "DOWN"),
                        providerRecovered("ended"),
                        providerFailed("owed", "DOWN"))
                .then(rejections()
                        .areExactly(
                                refused(UNKNOWN_RUN),
                                refused(ALREADY_TERMINAL),
                                refused(ALREADY_TERMINAL),
                                refused(ALREADY_TERMINAL)))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aYieldedRunWhoseProviderFailedHasADeadlineWhenItGoesOn(Driver driver) {
        given(session("s-1"))
                .has(
                        runStarted("r-1"),
                        providerFailed("r-1", "DOWN"),
                        runEnded("r-1").yielding())
                .when(timePassesTo("10:30"), runStarted("r-1"), timePassesTo("10:39:59.999"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:40"))
                .then(outcomes().areExactly(timedOut("r-1", "DOWN")))
                .on(driver);
    }
}
