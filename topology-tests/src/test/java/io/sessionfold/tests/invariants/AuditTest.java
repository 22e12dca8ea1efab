package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import io.sessionfold.tests.wire.DigestChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Audit. */
final class AuditTest {

    private static final Scenario STORY = given(session("s-1"))
            .has(runAccepted("r-1").owing("m-1"), runStarted("r-1").withId("start"), again("start"))
            .has(runStarted("unknown"), timePassesTo("10:05"), runEnded("r-1"), timePassesTo("10:30"));

    @ScenarioTest
    @DisplayName("INV-44: folding the log again gives the same states and the same outputs")
    void foldingTheLogAgainGivesTheSame(Driver driver) {
        STORY.then(moment -> {
                    Replay once = Replay.of(moment.recording().log());
                    Replay twice = Replay.of(moment.recording().log());
                    assertThat(once.sessions()).isEqualTo(twice.sessions());
                    assertThat(once.sessions()).isEqualTo(moment.recording().sessions());
                    assertThat(once.outputs()).isEqualTo(twice.outputs());
                })
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-45: the digest is recomputed from the log alone, duplicates and refusals included")
    void theDigestIsRecomputedFromTheLogAlone(Driver driver) {
        STORY.then(moment -> assertThat(
                                moment.stored("s-1").session().progress().digest())
                        .hasToString(digestOf(moment.recording().log())))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-45: without one of its events the digest is another")
    void theDigestIsAnotherWithoutADuplicate(Driver driver) {
        STORY.then(moment -> {
                    List<LogEntry> log = moment.recording().log();
                    List<LogEntry> shorter = new ArrayList<>(log);
                    shorter.remove(3);
                    assertThat(digestOf(shorter)).isNotEqualTo(digestOf(log));
                })
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-46: what is refused is there with its reason and position, and nothing vanishes")
    void whatIsRefusedIsThereWithItsReasonAndPosition(Driver driver) {
        given(session("s-1"))
                .when(runStarted("r-1").withId("early"))
                .then(rejections()
                        .areExactly(refused(UNKNOWN_RUN)
                                .ofEvent("early")
                                .of("RunStarted")
                                .saying("sessionfold.events")))
                .and(moment -> {
                    assertThat(moment.recording().missing()).isZero();
                    assertThat(moment.since().rejections())
                            .singleElement()
                            .satisfies(refused ->
                                    assertThat(refused.getPosition().getTopic()).isEqualTo("sessionfold.events"));
                })
                .on(driver);
    }

    private static String digestOf(List<LogEntry> log) {
        DigestChain chain = new DigestChain();
        log.forEach(entry -> entry.addTo(chain));
        return chain.hex();
    }
}
