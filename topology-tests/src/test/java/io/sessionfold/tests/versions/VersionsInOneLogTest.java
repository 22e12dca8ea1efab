package io.sessionfold.tests.versions;

import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.VersionWords.foldVersionBegun;
import static io.sessionfold.tests.dsl.VersionWords.foldVersionNamed;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.UnknownFoldVersionException;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.PureFold;
import io.sessionfold.tests.driver.TopologyDriver;
import io.sessionfold.tests.dsl.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two fold versions in one log, on an engine that knows both; each scenario ends with a replay that agrees. */
final class VersionsInOneLogTest {

    @Test
    @DisplayName("INV-44: an event is folded with the version that is in force where it stands in the log")
    void anEventIsFoldedWithTheVersionInForce() {
        play(given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runStarted("r-2"))
                .when(runErrored("r-1", "RATE_LIMIT"))
                .then(outcomes().areEmpty())
                .when(foldVersionBegun(2), runErrored("r-2", "RATE_LIMIT"))
                .then(outcomes().areExactly(failed("r-2", "RATE_LIMIT"))));
    }

    @Test
    @DisplayName("INV-44: what an older version left open goes on as it stands in the state")
    void whatAnOlderVersionLeftOpenGoesOn() {
        play(given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runStarted("r-2"))
                .has(runErrored("r-1", "RATE_LIMIT"), runErrored("r-2", "RATE_LIMIT"), foldVersionBegun(2))
                .when(timePassesTo("10:00:14"), runEnded("r-1"), timePassesTo("10:00:15"))
                .then(outcomes().areExactly(done("r-1"), failed("r-2", "RATE_LIMIT"))));
    }

    @Test
    @DisplayName("INV-44: the beginning of a version is of no session, and tells nobody anything")
    void aBeginningIsOfNoSession() {
        play(given(session("s-1"))
                .has(runStarted("r-1"))
                .when(foldVersionBegun(2))
                .then(sessionsChanged().areEmpty())
                .and(outcomes().areEmpty())
                .and(rejections().areEmpty())
                .and(moment -> assertThat(moment.recording().sessions()).hasSize(1)));
    }

    @Test
    @DisplayName("INV-44, INV-46: a version that is not above the one in force is refused, visibly, and begins nothing")
    void aVersionThatIsNotAboveTheOneInForceIsRefused() {
        play(given(session("s-1"))
                .has(runStarted("r-1"), runStarted("r-2"))
                .when(foldVersionBegun(1), runErrored("r-1", "RATE_LIMIT"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                .and(outcomes().areEmpty())
                .when(foldVersionBegun(2), foldVersionBegun(2), foldVersionBegun(-7), runErrored("r-2", "RATE_LIMIT"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION), refused(ILLEGAL_TRANSITION)))
                .and(outcomes().areExactly(failed("r-2", "RATE_LIMIT"))));
    }

    @Test
    @DisplayName("INV-44, INV-46: a beginning that names a session begins nothing, and is refused")
    void aBeginningThatNamesASessionIsRefused() {
        play(given(session("s-1"))
                .has(runStarted("r-1"))
                .when(foldVersionNamed(2), foldVersionNamed(2).in("nobody"), runErrored("r-1", "RATE_LIMIT"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION), refused(UNKNOWN_SESSION)))
                .and(outcomes().areEmpty()));
    }

    @Test
    @DisplayName("INV-44: an engine that does not know a version that begins folds nothing behind it")
    void anEngineThatDoesNotKnowAVersionStops() {
        List.of(new PureFold(FoldVersions.KNOWN), new TopologyDriver(FoldVersions.KNOWN, false))
                .forEach(driver -> assertThatThrownBy(
                                () -> givenNothing().when(foldVersionBegun(2)).on(driver))
                        .as(driver.name())
                        .hasRootCauseInstanceOf(UnknownFoldVersionException.class)
                        .rootCause()
                        .hasMessageContaining("version 2 begins at sessionfold.events-0@0; start a newer release"));
    }

    private static void play(Scenario scenario) {
        List<Driver> drivers = List.of(new PureFold(ImpatientFold.TWO), new TopologyDriver(ImpatientFold.TWO, false));
        drivers.forEach(scenario::on);
    }
}
