package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T9: the same run's end with an older start time. */
final class T9LateEndTest {

    @ScenarioTest
    void anEndThatClaimsAnOlderStartStillEndsItsRun(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1"), runStarted("r-1", "10:00"), timePassesTo("10:01"))
                .when(runEnded("r-1").startedAt("09:30").endedAt("09:45"))
                .then(outcomes().areExactly(done("r-1")))
                .and(sessionsChanged()
                        .showsOnce("s-1")
                        .withNoActiveRun()
                        .withStartedAt("10:00")
                        .withRuntimeMs(0L))
                .on(driver);
    }

    @ScenarioTest
    void anEventOfAnOpenRunIsFoldedWhateverItsTimes(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), timePassesTo("10:05"))
                .when(runEnded("r-1").claimedAt("00:01"))
                .then(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void anEventThatMeansAnotherIncarnationIsRefused(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(runEnded("r-1").meaning("s-1/0"), runEnded("r-1").meaning("s-1/1"))
                .then(rejections().areExactly(refused(STALE_INCARNATION)))
                .and(outcomes().areExactly(done("r-1")))
                .on(driver);
    }
}
