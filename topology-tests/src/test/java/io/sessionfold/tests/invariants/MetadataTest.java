package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.SessionWords.sessionUpdated;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/** What people call a session. */
final class MetadataTest {

    @ScenarioTest
    @DisplayName("INV-27: an update changes what it names, and leaves the rest")
    void anUpdateChangesWhatItNames(Driver driver) {
        given(session("s-1").called("first"))
                .when(sessionUpdated().tagged("team", "blue"))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withName("first")
                        .withTags(Map.of("team", "blue"))
                        .withArchived(false))
                .when(sessionUpdated().named("second").archived(true))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withName("second")
                        .withTags(Map.of("team", "blue"))
                        .withArchived(true))
                .when(sessionUpdated().archived(false))
                .then(sessionsChanged().showsOnce("s-1").withName("second").withArchived(false))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-27: only an explicit clear clears")
    void onlyAnExplicitClearClears(Driver driver) {
        given(session("s-1").called("first"))
                .has(sessionUpdated().tagged("team", "blue"))
                .when(sessionUpdated().clearing("name"))
                .then(sessionsChanged().showsOnce("s-1").withName(null).withTags(Map.of("team", "blue")))
                .when(sessionUpdated().clearing("tags"))
                .then(sessionsChanged().showsOnce("s-1").withTags(Map.of()))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-3: an update that changes nothing is no change of the row")
    void anUpdateThatChangesNothingIsNoChange(Driver driver) {
        given(session("s-1").called("first"))
                .when(
                        sessionUpdated(),
                        sessionUpdated().named("first"),
                        sessionUpdated().archived(false))
                .then(rejections().areEmpty())
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: a session that has ended can be renamed and archived; its end stays as it was")
    void aSessionThatHasEndedCanBeArchived(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(
                        phaseReported(RUNNING),
                        runStarted("r-1"),
                        phaseReported(FAILED).because("OOM"))
                .when(timePassesTo("10:05"), sessionUpdated().named("old").archived(true))
                .then(sessionsChanged()
                        .showsOnce("s-1")
                        .withArchived(true)
                        .withName("old")
                        .withPhase(FAILED)
                        .withPhaseReason("OOM")
                        .withPhaseSince("10:00")
                        .withLastRun("r-1", "killed")
                        .withEndedAt("10:00"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-22: the name outlives a reset")
    void theNameOutlivesAReset(Driver driver) {
        given(session("s-1").called("first"))
                .has(sessionUpdated().tagged("team", "blue").archived(true))
                .when(sessionReset("s-1/2"))
                .then(theRow("s-1")
                        .ofIncarnation("s-1/2")
                        .withName("first")
                        .withTags(Map.of("team", "blue"))
                        .withArchived(true))
                .on(driver);
    }
}
