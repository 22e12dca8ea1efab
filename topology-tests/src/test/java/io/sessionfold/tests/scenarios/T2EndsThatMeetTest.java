package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.timedOut;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runSettledWithError;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T2: end twice; end, then error; error, then end; error, and the grace lapses; error, then settled. */
final class T2EndsThatMeetTest {

    @ScenarioTest
    void aSecondEndIsRefusedAndChangesNothing(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runEnded("r-1"))
                .when(runEnded("r-1").aborted())
                .then(sessionsChanged().areEmpty())
                .and(outcomes().areEmpty())
                .and(rejections().areExactly(refused(ALREADY_TERMINAL).of("RunEnded")))
                .on(driver);
    }

    @ScenarioTest
    void anErrorAfterTheEndIsRefused(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runEnded("r-1"))
                .when(
                        runErrored("r-1", "RATE_LIMIT"),
                        runErrored("r-1", "RATE_LIMIT").forGood())
                .then(rejections().areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL)))
                .and(theRow("s-1").withLastRun("r-1", "done").withLastRunError(null))
                .on(driver);
    }

    @ScenarioTest
    void anEndWithinTheGraceWinsOverTheError(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "RATE_LIMIT"))
                .when(timePassesTo("10:00:14"), runEnded("r-1"), timePassesTo("10:01"))
                .then(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anErrorIsSilentUntilItsGraceLapses(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"))
                .when(runErrored("r-1", "RATE_LIMIT").saying("too many"), timePassesTo("10:00:14"))
                .then(sessionsChanged().areEmpty())
                .and(outcomes().areEmpty())
                .when(timePassesTo("10:00:15"))
                .then(outcomes().areExactly(failed("r-1", "RATE_LIMIT")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withNoActiveRun()
                        .withLastRun("r-1", "failed")
                        .withLastRunError("too many")
                        .about("r-1"))
                .on(driver);
    }

    @ScenarioTest
    void aTimeoutErrorBecomesATimeout(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"))
                .when(runErrored("r-1", "RATE_LIMIT").timedOut(), timePassesTo("10:00:15"))
                .then(outcomes().areExactly(timedOut("r-1", "RATE_LIMIT")))
                .on(driver);
    }

    @ScenarioTest
    void aSettlementWithErrorEndsAnErroredRunAtOnce(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runErrored("r-1", "REFUSAL"))
                .when(runSettledWithError("r-1"))
                .then(outcomes().areExactly(failed("r-1", "REFUSAL")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void aSettlementThatIsFineDoesNothingToAPendingError(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "REFUSAL"))
                .when(runSettled("r-1"))
                .then(outcomes().areEmpty())
                .and(sessionsChanged().areEmpty())
                .when(timePassesTo("10:00:15"))
                .then(outcomes().areExactly(failed("r-1", "REFUSAL")))
                .on(driver);
    }

    @ScenarioTest
    void anotherErrorStartsTheGraceAgain(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "RATE_LIMIT"), timePassesTo("10:00:10"))
                .when(runErrored("r-1", "REFUSAL"), timePassesTo("10:00:24"))
                .then(outcomes().areEmpty())
                .when(timePassesTo("10:00:25"))
                .then(outcomes().areExactly(failed("r-1", "REFUSAL")))
                .on(driver);
    }

    @ScenarioTest
    void progressForgetsAPendingError(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "RATE_LIMIT"))
                .when(runProgressed("r-1"), timePassesTo("10:09"))
                .then(outcomes().areEmpty())
                .and(sessionsChanged().areEmpty())
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aNewStartForgetsAPendingError(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "RATE_LIMIT"))
                .when(runStarted("r-1"), timePassesTo("10:09"))
                .then(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRefusedEventDoesNotForgetAPendingError(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1").withId("start"), runErrored("r-1", "RATE_LIMIT"))
                .when(again("start"), timePassesTo("10:00:15"))
                .then(outcomes().areExactly(failed("r-1", "RATE_LIMIT")))
                .on(driver);
    }

    @ScenarioTest
    void aFinalErrorEndsTheRunAtOnce(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(runErrored("r-1", "PROVIDER_QUOTA_EXHAUSTED").forGood())
                .then(outcomes().areExactly(failed("r-1", "PROVIDER_QUOTA_EXHAUSTED")))
                .and(sessionsChanged().showsOnce("s-1").withLastRunError("PROVIDER_QUOTA_EXHAUSTED"))
                .on(driver);
    }

    @ScenarioTest
    void withoutAGraceEveryErrorIsFinal(Driver driver) {
        given(session("s-1").withErrorGraceMs(0))
                .has(runStarted("r-1"))
                .when(runErrored("r-1", "RATE_LIMIT"))
                .then(outcomes().areExactly(failed("r-1", "RATE_LIMIT")))
                .on(driver);
    }

    @ScenarioTest
    void aReplyGivesAPendingErrorTheLie(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(
                        runAccepted("r-1").owing("m-1"),
                        runStarted("r-1"),
                        runErrored("r-1", "X").timedOut())
                .when(replyCommitted("r-1", "m-1"), timePassesTo("10:01"))
                .then(outcomes().areExactly(done("r-1").to("m-1")))
                .on(driver);
    }
}
