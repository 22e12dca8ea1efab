package io.sessionfold.tests.live;

import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.live.DayCluster.DAY;
import static io.sessionfold.tests.live.DayCluster.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.dsl.Writing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T17: an engine that is killed after every step of a run, and started again on the same folder each time. */
final class KilledBetweenStepsTest {

    private static final String STATE = "state";

    private DayCluster cluster;

    @BeforeEach
    void startTheCluster() {
        cluster = new DayCluster();
    }

    @AfterEach
    void closeTheCluster() {
        cluster.close();
    }

    /** What is folded has been committed by then, or it is still on its way into the fold: the next engine cannot know. */
    @ParameterizedTest(name = "each step is folded before the kill: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("INV-2, INV-13, INV-44: a run whose engine is killed between every pair of its steps has one outcome")
    void aRunWhoseEngineIsKilledBetweenEveryPairOfItsStepsHasOneOutcome(boolean isFolded) {
        List<Writing> steps =
                List.of(session("s-1"), runAccepted("r-1"), runStarted("r-1"), runEnded("r-1"), replyCommitted("r-1"));
        for (int step = 0; step < steps.size(); step++) {
            try (EngineProcess doomed = EngineProcess.start(DAY.startMs(), TENANT, cluster.flags(STATE))) {
                cluster.write(
                        "e-" + step, "s-1", steps.get(step).event().payload().apply(DAY));
                if (isFolded) {
                    cluster.settle();
                } else {
                    cluster.writer().flush();
                }
                doomed.kill();
            }
        }
        try (LiveEngine last = cluster.startEngine(STATE)) {
            cluster.write("e-last", "s-1", runSettled("r-1").event().payload().apply(DAY));
            Recording recording = cluster.settled(last);
            assertThat(recording.outputs().outcomes())
                    .extracting(RunOutcome::getRunId)
                    .containsExactly("r-1");
            assertThat(recording.outputs().rows())
                    .extracting(SessionRow::getStateVersion)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(recording.outputs().rows())
                    .last()
                    .extracting(SessionRow::getHasActiveRun)
                    .isEqualTo(false);
            Replay.mustAgree(recording);
            cluster.everythingHolds();
        }
    }
}
