package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.RejectionReason.ALREADY_EXISTS;
import static io.sessionfold.contract.RejectionReason.FINGERPRINT_CONFLICT;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T5: the same idempotency key while active, in the guard window, after settling, after the TTL, with another request. */
final class T5RetryGuardTest {

    private static final long TTL_MS = 15 * 60_000;

    @ScenarioTest
    void aRepeatWhileTheRunIsActiveStartsNoOther(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runStarted("r-1"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections()
                        .areExactly(refused(GUARD_HIT).becauseOf("r-1").saying("in_flight")))
                .and(commands().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRepeatAfterTheEndIsInFlightUntilTheRunIsSettled(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runStarted("r-1"), runEnded("r-1"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections()
                        .areExactly(refused(GUARD_HIT).becauseOf("r-1").saying("in_flight")))
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void aRepeatAfterSettlingIsToldHowItEnded(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runStarted("r-1"), runEnded("r-1"), runSettled("r-1"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections()
                        .areExactly(refused(GUARD_HIT).becauseOf("r-1").saying("done")))
                .on(driver);
    }

    @ScenarioTest
    void aSettlementBeforeTheEndIsOnlyNoted(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runStarted("r-1"))
                .when(runSettled("r-1"), runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).saying("in_flight")))
                .when(runEnded("r-1"), runAccepted("r-3").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).saying("done")))
                .on(driver);
    }

    @ScenarioTest
    void afterTheTtlTheKeyIsFreeAgain(Driver driver) {
        given(session("s-1").withGuardTtlMs(TTL_MS))
                .has(runAccepted("r-1").withKey("k"), runEnded("r-1"), runSettled("r-1"), timePassesTo("10:15"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections().areEmpty())
                .and(commands().areExactly(startRun("r-2")))
                .on(driver);
    }

    @ScenarioTest
    void aMillisecondBeforeTheTtlTheKeyIsNotFree(Driver driver) {
        given(session("s-1").withGuardTtlMs(TTL_MS))
                .has(runAccepted("r-1").withKey("k"), runEnded("r-1"), runSettled("r-1"))
                .when(timePassesTo("10:14:59.999"), runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT)))
                .on(driver);
    }

    @ScenarioTest
    void anotherRequestUnderTheSameKeyIsAConflict(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"))
                .when(runAccepted("r-2").withKey("k").withRequest("another"))
                .then(rejections().areExactly(refused(FINGERPRINT_CONFLICT).becauseOf("r-1")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRunIdThatIsInUseUnderAnotherKeyAlreadyExists(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"))
                .when(runAccepted("r-1").withKey("other"))
                .then(rejections().areExactly(refused(ALREADY_EXISTS)))
                .on(driver);
    }

    @ScenarioTest
    void aSettlementThatNeverComesCountsAfterOneTtlAndTheGuardGoesAfterTwo(Driver driver) {
        given(session("s-1").withGuardTtlMs(TTL_MS))
                .has(runAccepted("r-1").withKey("k"), runEnded("r-1"))
                .when(timePassesTo("10:14:59.999"), runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).saying("in_flight")))
                .when(timePassesTo("10:15"), runAccepted("r-3").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).saying("done")))
                .when(timePassesTo("10:29:59.999"), runAccepted("r-4").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT)))
                .when(timePassesTo("10:30"), runAccepted("r-5").withKey("k"))
                .then(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aKeyOfOneSessionIsFreeInAnother(Driver driver) {
        given(session("s-1"), session("s-2"))
                .has(runAccepted("r-1").withKey("k"))
                .when(runAccepted("r-1").withKey("k").in("s-2"))
                .then(rejections().areEmpty())
                .and(commands().areExactly(startRun("r-1").in("s-2")))
                .on(driver);
    }

    @ScenarioTest
    void theSameKeyWhileTheRunWaitsItsTurnStartsNoSecondRun(Driver driver) {
        given(session("s-1").withConcurrency(QUEUED))
                .has(runStarted("a"), runAccepted("b").withKey("k"))
                .when(runAccepted("c").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).becauseOf("b").saying("in_flight")))
                .and(theRow("s-1").withActiveRuns("a", "b"))
                .on(driver);
    }
}
