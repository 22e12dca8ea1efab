package io.sessionfold.tests.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Report;
import org.junit.jupiter.api.Test;

/** What follows from its log holds. */
final class HonestLogTest {

    @Test
    void anHonestLogHolds() {
        try (RecordedEngine engine = new RecordedEngine()) {
            HonestTraffic.play(engine);
            Report report = Verified.everything(engine.logs(), engine.schemas());
            assertThat(report.findings()).isEmpty();
            assertThat(report.compared().same())
                    .as("there is something of everything to compare")
                    .containsKeys(
                            Topics.SESSIONS_CHANGED,
                            Topics.RUN_OUTCOMES,
                            Topics.SESSION_COMMANDS,
                            Topics.REJECTED_EVENTS,
                            Topics.APPLICATIONS_CHANGED)
                    .allSatisfy((where, number) -> assertThat(number).as(where).isPositive());
            assertThat(report.holds()).isTrue();
        }
    }
}
