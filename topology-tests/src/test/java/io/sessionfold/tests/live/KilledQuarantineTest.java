package io.sessionfold.tests.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
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
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T17, T18: an engine whose fold has a bug is killed, and a repaired one takes its place. */
final class KilledQuarantineTest {

    private static final String TENANT = "acme";
    private static final String GROUP = "sessionfold";
    private static final Day DAY = Day.FIRST.plus(-3_650);

    private final TestFolder folder = TestFolder.create();
    private LiveCluster cluster;
    private EventWriter writer;
    private LiveTopics topics;
    private Admin admin;

    @BeforeEach
    void startTheCluster() {
        cluster = LiveCluster.start(
                folder.path().resolve("cluster"), 2, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
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

    /** An empty folder is what an instance has that takes the partitions over: all comes from the changelogs. */
    @ParameterizedTest
    @ValueSource(strings = {"state", "another"})
    @DisplayName("INV-47: a quarantine and what is parked behind it outlive a kill, and the partition's move")
    void aQuarantineOutlivesAKill(String stateOfTheNext) {
        try (EngineProcess doomed = EngineProcess.start(
                DAY.startMs(), TENANT, cluster.flags(folder.path().resolve("state")))) {
            write("e-1", "s-1", created());
            write("e-2", "s-2", created());
            write("poison-9-a", "s-1", named("a"));
            write("e-3", "s-1", named("b"));
            write("e-4", "s-2", named("other"));
            writer.flush();
            Awaitility.await("the quarantine is committed")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> {
                        topics.catchUp();
                        return topics.of(TENANT).outputs().rows().stream().anyMatch(SessionRow::getQuarantined);
                    });
            doomed.kill();
        }
        try (LiveEngine again = LiveEngine.start(
                cluster.settings(folder.path().resolve(stateOfTheNext), Map.of()), new MovedClock(DAY.startMs()))) {
            write("e-5", "s-1", named("c"));
            Session waiting = session(settled(again), "s-1");
            assertThat(waiting.quarantine())
                    .isNotNull()
                    .satisfies(
                            quarantine -> assertThat(quarantine.parkedCount()).isEqualTo(3));
            assertThat(again.counts().get(Count.PARKED)).isEqualTo(3);

            write("e-6", "s-1", new QuarantineReleased(new Position(Topics.EVENTS, 0, Long.MAX_VALUE), List.of()));
            Recording recording = settled(again);

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
        }
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

    private void write(String eventId, String session, SpecificRecord payload) {
        writer.write(
                LifecycleEvent.newBuilder()
                        .setEventId(eventId)
                        .setTenantId(TENANT)
                        .setSessionKey(session)
                        .setProducerId("gw-1")
                        .setEventTime(Instant.ofEpochMilli(DAY.startMs()))
                        .setSource(EventSource.GATEWAY)
                        .setPayload(payload)
                        .build(),
                DAY.startMs());
    }
}
