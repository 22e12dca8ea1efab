package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Report;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
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

    @Test
    @DisplayName("INV-1, INV-3, INV-13: a session that was forgotten begins anew, with its versions and its runs")
    void aForgottenSessionBeginsAnew() {
        try (RecordedEngine engine = new RecordedEngine()) {
            engine.write("s-1", session("s-1"));
            HonestTraffic.turn(engine, "s-1", "r-1");
            engine.write("s-1", sessionDeleted());
            engine.timePasses(Duration.ofDays(8));
            engine.write("s-1", session("s-1"));
            HonestTraffic.turn(engine, "s-1", "r-1");
            Report report = Verified.everything(engine.logs(), engine.schemas());
            assertThat(report.findings()).isEmpty();
            assertThat(report.compared().same().get(Topics.RUN_OUTCOMES)).isEqualTo(2);
        }
    }
}
