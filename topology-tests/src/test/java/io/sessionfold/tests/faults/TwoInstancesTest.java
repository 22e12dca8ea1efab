package io.sessionfold.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.config.GroupProtocol;
import io.sessionfold.engine.query.StreamsStores;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T17: two instances share the partitions; one of them leaves in the middle of a load. */
final class TwoInstancesTest {

    private static final int SESSIONS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(GroupProtocol.class)
    @DisplayName("INV-13: an instance that leaves in the middle of a load loses no outcome and doubles none")
    void anInstanceThatLeavesInTheMiddleOfALoadLosesNothingAndDoublesNothing(GroupProtocol protocol) throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            ChatTraffic traffic = new ChatTraffic(cluster);
            Engine stays = cluster.startEngine("stays", flags(protocol, "127.0.0.1:18480"));
            Engine leaves = cluster.startEngine("leaves", flags(protocol, "127.0.0.1:18481"));
            awaitPartitions(stays, leaves);

            traffic.write(0, SESSIONS / 2);
            traffic.write("s-across", 0);
            traffic.write("s-across", 1);
            traffic.write("s-across", 2);
            cluster.flush();
            EngineCounts.await(List.of(stays, leaves), counts -> counts.get(Count.READ) > 0);
            leaves.close();
            traffic.write("s-across", 3);
            traffic.write("s-across", 4);
            traffic.write("s-across", 5);
            traffic.write(SESSIONS / 2, SESSIONS);
            cluster.flush();

            long expected = (SESSIONS + 1L) * ChatTraffic.EVENTS;
            ProgressCounts counts = EngineCounts.await(List.of(stays), total -> total.get(Count.READ) == expected);
            assertThat(counts.missing()).as("records not accounted for").isZero();
            assertThat(counts.get(Count.APPLIED)).isEqualTo(expected);
            assertThat(counts.get(Count.SKIPPED)).isZero();
            assertThatEachRunHasOneOutcome(cluster);
            assertThatVersionsFollowEachOther(cluster);
            assertThat(LiveStates.held(List.of(stays))).isEqualTo(LiveStates.replayed(cluster));
        }
    }

    private static Map<String, String> flags(GroupProtocol protocol, String advertised) {
        return Map.of("group.protocol", protocol.label(), "http.advertised", advertised);
    }

    private static void awaitPartitions(Engine one, Engine other) {
        Awaitility.await("both instances have partitions").atMost(PATIENCE).until(() -> {
            int ofOne = new StreamsStores(one.streams(), one.partitions())
                    .partitions()
                    .size();
            int ofOther = new StreamsStores(other.streams(), other.partitions())
                    .partitions()
                    .size();
            return ofOne > 0 && ofOther > 0 && ofOne + ofOther == EngineCluster.PARTITIONS;
        });
    }

    private static void assertThatEachRunHasOneOutcome(EngineCluster cluster) {
        try (CommittedRecords<RunOutcome> outcomes =
                new CommittedRecords<>(cluster, Topics.RUN_OUTCOMES, RunOutcome.class)) {
            assertThat(outcomes.until(seen -> seen.size() >= SESSIONS + 1))
                    .extracting(RunOutcome::getSessionKey)
                    .hasSize(SESSIONS + 1)
                    .doesNotHaveDuplicates();
        }
    }

    /** Created, accepted, started, ended: four changes of each row, in order, none missing and none twice. */
    private static void assertThatVersionsFollowEachOther(EngineCluster cluster) {
        try (CommittedRecords<SessionRow> rows =
                new CommittedRecords<>(cluster, Topics.SESSIONS_CHANGED, SessionRow.class)) {
            Map<String, Long> versions = new HashMap<>();
            for (SessionRow row : rows.until(seen -> seen.size() >= 4 * (SESSIONS + 1))) {
                Long before = versions.put(row.getSessionKey(), row.getStateVersion());
                assertThat(row.getStateVersion())
                        .as("stateVersion of %s", row.getSessionKey())
                        .isEqualTo(before == null ? 1 : before + 1);
            }
            assertThat(versions.values()).hasSize(SESSIONS + 1).containsOnly(4L);
        }
    }
}
