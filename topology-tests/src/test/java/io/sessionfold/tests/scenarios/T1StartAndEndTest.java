package io.sessionfold.tests.scenarios;

import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;

/** T1: start, end. */
final class T1StartAndEndTest {

    @ScenarioTest
    void endingARunClearsTheFlagInTheSameRecord(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runStarted("r-1"))
                .when(runEnded("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "done"))
                .and(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void aListAfterTheEndSaysThatNothingIsActive(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runStarted("r-1"), runEnded("r-1"))
                .then(theRow("s-1").withNoActiveRun().withRunStatus("done"))
                .on(driver);
    }
}
