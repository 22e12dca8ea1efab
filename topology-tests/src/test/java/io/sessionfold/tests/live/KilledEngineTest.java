package io.sessionfold.tests.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.app.EngineVerification.Question;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T17: an engine that is killed where it can do nothing about it, and started again on the same folder. */
final class KilledEngineTest {

    private static final String TENANT = "acme";
    private static final String GROUP = "sessionfold";
    private static final int PARTITIONS = 2;
    private static final int SESSIONS = 50;
    private static final int TURNS = 6;
    private static final Day DAY = Day.FIRST.plus(-3_650);

    private final TestFolder folder = TestFolder.create();
    private LiveCluster cluster;
    private EventWriter writer;
    private LiveTopics topics;
    private Admin admin;

    @BeforeEach
    void startTheCluster() {
        cluster = LiveCluster.start(
                folder.path().resolve("cluster"),
                PARTITIONS,
                Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
        MovedClock clock = new MovedClock(DAY.startMs());
        Registry registry = Registry.connect(List.of(cluster.registryUrl()), Map.of(), clock);
        writer = new EventWriter(cluster.bootstrapServers(), registry);
        topics = new LiveTopics(cluster.bootstrapServers(), new WriterSchemas(registry, clock));
        admin = cluster.admin();
    }

    @AfterEach
    void closeTheCluster() {
        admin.close();
        topics.close();
        writer.close();
        cluster.close();
        folder.close();
    }

    @Test
    @DisplayName("INV-7: a state that was read before its commit is the state that is committed after a kill")
    void whatWasReadBeforeTheCommitIsCommittedAfterAKill() {
        Map<String, String> rarely =
                Map.of(SettingNames.COMMIT_INTERVAL_MS, "60000", SettingNames.TRANSACTION_TIMEOUT_MS, "300000");
        SortedMap<String, String> uncommitted;
        try (EngineProcess doomed = EngineProcess.start(DAY.startMs(), TENANT, flags(rarely))) {
            ChatLoad load = new ChatLoad(writer, TENANT, DAY, SESSIONS);
            load.create();
            load.turn(0);
            writer.flush();
            topics.catchUp();
            Map<String, String> folded = statesOf(Replay.of(topics.of(TENANT).log()));
            Awaitility.await("every event is folded, and none committed")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> doomed.look().equals(folded));
            uncommitted = doomed.look();
        }
        topics.catchUp();
        assertThat(topics.of(TENANT).outputs().rows()).as("committed rows").isEmpty();
        assertThat(committed()).as("committed offsets").isEmpty();

        try (LiveEngine again = start()) {
            Recording recording = settled(again);
            assertThat(again.sessionBytes(TENANT)).isEqualTo(uncommitted);
            again.indexMustAgree(TENANT);
            Replay.mustAgree(recording);
            everythingHolds();
        }
    }

    @Test
    @DisplayName(
            "INV-7, INV-9: guards, states, the index and outputs are the same after a kill in the middle of a load")
    void aKillInTheMiddleOfALoadChangesNothing() {
        ChatLoad load = new ChatLoad(writer, TENANT, DAY, SESSIONS);
        try (EngineProcess doomed = EngineProcess.start(DAY.startMs(), TENANT, flags(Map.of()))) {
            load.create();
            load.turn(0);
            Awaitility.await("some of it is out").atMost(LiveEngine.PATIENCE).until(() -> {
                topics.catchUp();
                return topics.of(TENANT).outputs().outcomes().size() > SESSIONS / 2;
            });
            for (int turn = 1; turn < TURNS / 2; turn++) {
                load.turn(turn);
            }
            doomed.kill();
        }
        for (int turn = TURNS / 2; turn < TURNS; turn++) {
            load.turn(turn);
        }
        try (LiveEngine again = start()) {
            Recording recording = settled(again);
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
            everythingHolds();
        }
    }

    /** Every record that was published, every state and every count follows from the log (INV-44, INV-46). */
    private void everythingHolds() {
        Report report = new EngineVerification(cluster.settings(stateDir(), Map.of())).run(Question.EVERYTHING);
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared().same().get(Topics.SESSIONS_CHANGED)).isPositive();
    }

    private LiveEngine start() {
        return LiveEngine.start(cluster.settings(stateDir(), Map.of()), new MovedClock(DAY.startMs()));
    }

    private Recording settled(LiveEngine engine) {
        FoldedUpTo folded = new FoldedUpTo(admin, GROUP);
        writer.flush();
        topics.catchUp();
        folded.await(topics.inputs());
        // Offsets of a transaction may be committed before its outputs can be read.
        folded.awaitNothingOpen(topics.partitions());
        topics.catchUp();
        return new Recording(
                topics.of(TENANT).log(),
                topics.of(TENANT).outputs().copy(),
                engine.sessions(TENANT),
                engine.counts().missing());
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return LiveCluster.await(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
    }

    private Map<String, String> flags(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(cluster.flags(stateDir()));
        flags.putAll(more);
        return flags;
    }

    private Path stateDir() {
        return folder.path().resolve("state");
    }

    private static Map<String, String> statesOf(Replay replay) {
        return LiveEngine.bytes(replay.sessions());
    }
}
