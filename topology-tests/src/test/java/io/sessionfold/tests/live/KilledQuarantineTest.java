package io.sessionfold.tests.live;

import static io.sessionfold.tests.live.DayCluster.DAY;
import static io.sessionfold.tests.live.DayCluster.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T17, T18: an engine whose fold has a bug is killed, and a repaired one takes its place. */
final class KilledQuarantineTest {

    private DayCluster cluster;

    @BeforeEach
    void startTheCluster() {
        cluster = new DayCluster();
    }

    @AfterEach
    void closeTheCluster() {
        cluster.close();
    }

    /** An empty folder is what an instance has that takes the partitions over: all comes from the changelogs. */
    @ParameterizedTest
    @ValueSource(strings = {"state", "another"})
    @DisplayName("INV-47: a quarantine and what is parked behind it outlive a kill, and the partition's move")
    void aQuarantineOutlivesAKill(String stateOfTheNext) {
        try (EngineProcess doomed = EngineProcess.start(DAY.startMs(), TENANT, cluster.flags("state"))) {
            cluster.write("e-1", "s-1", created());
            cluster.write("e-2", "s-2", created());
            cluster.write("poison-9-a", "s-1", named("a"));
            cluster.write("e-3", "s-1", named("b"));
            cluster.write("e-4", "s-2", named("other"));
            cluster.writer().flush();
            Awaitility.await("the quarantine is committed")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> {
                        cluster.topics().catchUp();
                        return cluster.topics().of(TENANT).outputs().rows().stream()
                                .anyMatch(SessionRow::getQuarantined);
                    });
            doomed.kill();
        }
        try (LiveEngine again = cluster.startEngine(stateOfTheNext)) {
            cluster.write("e-5", "s-1", named("c"));
            Session waiting = session(cluster.settled(again), "s-1");
            assertThat(waiting.quarantine())
                    .isNotNull()
                    .satisfies(
                            quarantine -> assertThat(quarantine.parkedCount()).isEqualTo(3));
            assertThat(again.counts().get(Count.PARKED)).isEqualTo(3);

            cluster.write(
                    "e-6", "s-1", new QuarantineReleased(new Position(Topics.EVENTS, 0, Long.MAX_VALUE), List.of()));
            Recording recording = cluster.settled(again);

            assertThat(session(recording, "s-1").isQuarantined()).isFalse();
            assertThat(recording.outputs().of(TENANT, "s-1").rows())
                    .extracting(SessionRow::getName)
                    .containsExactly(null, null, "a", "b", "c", "c");
            assertThat(recording.outputs().of(TENANT, "s-2").rows())
                    .extracting(SessionRow::getName)
                    .containsExactly(null, "other");
            assertThat(again.counts().get(Count.PARKED)).isZero();
            assertThat(again.counts().get(Count.QUARANTINED)).isZero();
            again.indexMustAgree(TENANT);
            Replay.mustAgree(recording);
            cluster.everythingHolds();
        }
    }

    private static Session session(Recording recording, String name) {
        return Objects.requireNonNull(recording.sessions().get(new SessionKey(TENANT, name)), name)
                .session();
    }

    private static SpecificRecord created() {
        return SessionCreated.newBuilder()
                .setSessionId("i-1")
                .setOwnerUserId("ada")
                .setCreatedByUserId("ada")
                .setKind("chat")
                .setConcurrency(Concurrency.PARALLEL)
                .setMemberPolicy(MemberPolicy.STRICT)
                .build();
    }

    private static SpecificRecord named(String name) {
        return SessionUpdated.newBuilder().setName(name).build();
    }
}
