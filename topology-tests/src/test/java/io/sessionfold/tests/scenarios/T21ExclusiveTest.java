package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Concurrency.EXCLUSIVE;
import static io.sessionfold.contract.RejectionReason.CONVERSATION_BUSY;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.FINGERPRINT_CONFLICT;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T21: two producers accept a run for one EXCLUSIVE session at once. */
final class T21ExclusiveTest {

    @ScenarioTest
    void ofTwoProducersOneWinsAndTheOtherIsRefusedVisibly(Driver driver) {
        given(session("s-1").withConcurrency(EXCLUSIVE))
                .when(runAccepted("a").by("gw-1", 1, 1), runAccepted("b").by("gw-2", 1, 1))
                .then(rejections()
                        .areExactly(refused(CONVERSATION_BUSY)
                                .of("RunAccepted")
                                .becauseOf("a")
                                .saying("'a'")))
                .and(commands().areExactly(startRun("a")))
                .and(sessionsChanged().showsOnce("s-1").withActiveRuns("a"))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aRefusalThatIsRedeliveredAfterTheWinnerEndedIsStillARefusal(Driver driver) {
        given(session("s-1").withConcurrency(EXCLUSIVE))
                .has(runAccepted("a").by("gw-1"), runAccepted("b").by("gw-2").withId("lost"))
                .has(runEnded("a"), timePassesTo("10:05"))
                .when(again("lost"))
                .then(rejections().areExactly(refused(DUPLICATE).ofEvent("lost").decidedFirst("CONVERSATION_BUSY")))
                .and(commands().areEmpty())
                .and(theRow("s-1").withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void aNewTryAfterTheWinnerEndedIsAdmitted(Driver driver) {
        given(session("s-1").withConcurrency(EXCLUSIVE))
                .has(runStarted("a"), runAccepted("b").withKey("k"), runEnded("a"))
                .when(runAccepted("b").withKey("k"))
                .then(rejections().areEmpty())
                .and(commands().areExactly(startRun("b")))
                .on(driver);
    }

    @ScenarioTest
    void theOneThatWonTwiceIsToldSoRatherThanBusy(Driver driver) {
        given(session("s-1").withConcurrency(EXCLUSIVE))
                .has(runAccepted("a").withKey("k"))
                .when(
                        runAccepted("b").withKey("k"),
                        runAccepted("c").withKey("k").withRequest("another"))
                .then(rejections()
                        .areExactly(
                                refused(GUARD_HIT).becauseOf("a"),
                                refused(FINGERPRINT_CONFLICT).becauseOf("a")))
                .on(driver);
    }
}
