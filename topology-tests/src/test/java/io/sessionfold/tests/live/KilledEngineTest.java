package io.sessionfold.tests.live;

import static io.sessionfold.tests.live.DayCluster.DAY;
import static io.sessionfold.tests.live.DayCluster.GROUP;
import static io.sessionfold.tests.live.DayCluster.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T17: an engine that is killed where it can do nothing about it, and started again on the same folder. */
final class KilledEngineTest {

    private static final int SESSIONS = 50;
    private static final int TURNS = 6;
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

    @Test
    @DisplayName("INV-7: a state that was read before its commit is the state that is committed after a kill")
    void whatWasReadBeforeTheCommitIsCommittedAfterAKill() {
        SortedMap<String, String> uncommitted;
        try (EngineProcess doomed =
                EngineProcess.start(DAY.startMs(), TENANT, cluster.flagsOfOneThatCommitsRarely(STATE))) {
            ChatLoad load = new ChatLoad(cluster.writer(), TENANT, DAY, SESSIONS);
            load.create();
            load.turn(0);
            cluster.writer().flush();
            cluster.topics().catchUp();
            Map<String, String> folded =
                    statesOf(Replay.of(cluster.topics().of(TENANT).log()));
            Awaitility.await("every event is folded, and none committed")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> doomed.look().equals(folded));
            uncommitted = doomed.look();
        }
        cluster.topics().catchUp();
        assertThat(cluster.topics().of(TENANT).outputs().rows())
                .as("committed rows")
                .isEmpty();
        assertThat(committed()).as("committed offsets").isEmpty();

        try (LiveEngine again = cluster.startEngine(STATE)) {
            Recording recording = cluster.settled(again);
            assertThat(again.sessionBytes(TENANT)).isEqualTo(uncommitted);
            again.indexMustAgree(TENANT);
            Replay.mustAgree(recording);
            cluster.everythingHolds();
        }
    }

    @Test
    @DisplayName(
            "INV-7, INV-9: guards, states, the index and outputs are the same after a kill in the middle of a load")
    void aKillInTheMiddleOfALoadChangesNothing() {
        ChatLoad load = new ChatLoad(cluster.writer(), TENANT, DAY, SESSIONS);
        try (EngineProcess doomed = EngineProcess.start(DAY.startMs(), TENANT, cluster.flags(STATE))) {
            load.create();
            load.turn(0);
            Awaitility.await("some of it is out").atMost(LiveEngine.PATIENCE).until(() -> {
                cluster.topics().catchUp();
                return cluster.topics().of(TENANT).outputs().outcomes().size() > SESSIONS / 2;
            });
            for (int turn = 1; turn < TURNS / 2; turn++) {
                load.turn(turn);
            }
            doomed.kill();
        }
        for (int turn = TURNS / 2; turn < TURNS; turn++) {
            load.turn(turn);
        }
        try (LiveEngine again = cluster.startEngine(STATE)) {
            Recording recording = cluster.settled(again);
            Replay.mustAgree(recording);
            again.indexMustAgree(TENANT);
            assertThat(recording.outputs().outcomes())
                    .hasSize(SESSIONS * TURNS)
                    .extracting(outcome -> outcome.getSessionKey() + "/" + outcome.getRunId())
                    .doesNotHaveDuplicates();
            assertThat(recording.outputs().outcomes())
                    .extracting(RunOutcome::getReplyRef)
                    .doesNotContainNull();
            assertThat(recording.outputs().rejections())
                    .as("the repeated requests")
                    .hasSize(2 * SESSIONS * TURNS)
                    .allMatch(refused -> refused.getReason() == RejectionReason.GUARD_HIT);
            assertThat(again.counts().get(Count.READ)).isEqualTo(SESSIONS * (1L + TURNS * ChatLoad.TURN_EVENTS));
            cluster.everythingHolds();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return LiveCluster.await(cluster.admin().listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
    }

    private static Map<String, String> statesOf(Replay replay) {
        return LiveEngine.bytes(replay.sessions());
    }
}
