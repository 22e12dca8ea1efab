package io.sessionfold.tests.live;

import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The scenarios that need no other time than the broker's own: the events topic is LogAppendTime, as where it counts. */
final class AppendTimeTest {

    private static final LiveDriver DRIVER = LiveDriver.onAppendTime();

    @AfterAll
    static void close() {
        DRIVER.close();
    }

    @Test
    void endingARunClearsTheFlagInTheSameRecord() {
        given(session("s-1").ownedBy("ada"))
                .has(runStarted("r-1"))
                .when(runEnded("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "done"))
                .and(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(DRIVER);
    }

    @Test
    void aRepeatedRequestStartsNoSecondRun() {
        given(session("s-1"))
                .has(runAccepted("r-1").withKey("k"), runStarted("r-1"))
                .when(runAccepted("r-2").withKey("k"))
                .then(rejections().areExactly(refused(GUARD_HIT).becauseOf("r-1")))
                .on(DRIVER);
    }

    @Test
    void aDuplicateIsRefused() {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(again())
                .then(rejections().areExactly(refused(DUPLICATE)))
                .on(DRIVER);
    }

    @Test
    void aProducersWrongClockHurtsNobody() {
        given(session("s-1"))
                .has(runAccepted("r-1").recordedAt("00:00"), runStarted("r-1").recordedAt("23:59"))
                .when(runEnded("r-1").claimedAt("00:01"))
                .then(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(DRIVER);
    }

    @Test
    void anErrorIsFinalWhenItsGraceHasPassedOnTheRealClock() {
        given(session("s-1").withErrorGraceMs(300))
                .has(runStarted("r-1"))
                .when(runErrored("r-1", "RATE_LIMIT"))
                .then(outcomes().areEmpty())
                .when(afterMs(350))
                .then(outcomes().areExactly(failed("r-1", "RATE_LIMIT")))
                .and(sessionsChanged().showsOnce("s-1").withNoActiveRun())
                .on(DRIVER);
    }

    @Test
    @DisplayName("INV-20: a lapse that is recorded before its deadline changes nothing on the real clock either")
    void aLapseRecordedTooEarlyChangesNothing() {
        given(session("s-1"))
                .has(runStarted("r-1"))
                .when(lapseArrives(TURN, "r-1"))
                .then(rejections().areExactly(refused(LATE_TIMER)))
                .and(theRow("s-1").withActiveRuns("r-1"))
                .on(DRIVER);
    }
}
