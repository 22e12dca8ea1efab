package io.sessionfold.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever arrives, the stream goes on, and each record ends where its reason can be read. */
final class BadInputTest {

    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;
    private static final int JUST_UNDER_THE_LIMIT = 1024 * 1024 - 2_000;
    private static final int KEPT_BYTES = 64 * 1024;

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        cluster = EngineCluster.start(folder);
        raiseTheLimitOfTheEventsTopic();
        engine = cluster.startEngine("only", Map.of());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("INV-46: garbage of every kind ends in the right topic with its reason, and the stream goes on")
    void garbageOfEveryKindEndsInTheRightTopicWithItsReason() throws Exception {
        byte[] good = cluster.framed(settled("acme", "s-1", "e-good"));
        cluster.send(null, key("acme/s-1"), "not Avro".getBytes(StandardCharsets.UTF_8));
        cluster.send(null, key("acme/s-1"), new byte[] {0, 0, 0x7f, 0, 1, 2, 3});
        cluster.send(null, key("acme/s-1"), null);
        cluster.send(null, key("acme/s-1"), cluster.framed(settled("acme", "s-2", "e-other")));
        cluster.send(null, null, good);
        cluster.send(null, key("/s-1"), cluster.framed(settled("", "s-1", "e-no-tenant")));
        cluster.send(null, key("acme/" + "k".repeat(600)), cluster.framed(settled("acme", "k".repeat(600), "e-long")));
        cluster.send(null, key("acme/s-1"), new byte[TWO_MEGABYTES]);
        cluster.send(null, key("acme/s-1"), good);
        cluster.flush();

        try (CommittedRecords<DeadLetter> letters =
                new CommittedRecords<>(cluster, Topics.DEAD_LETTERS, DeadLetter.class)) {
            List<DeadLetter> found = letters.until(seen -> seen.size() >= 8);
            assertThat(found)
                    .extracting(DeadLetter::getCode)
                    .containsExactlyInAnyOrder(
                            DeadLetterCode.UNDECODABLE,
                            DeadLetterCode.UNKNOWN_SCHEMA,
                            DeadLetterCode.UNDECODABLE,
                            DeadLetterCode.KEY_MISMATCH,
                            DeadLetterCode.INVALID_KEY,
                            DeadLetterCode.INVALID_KEY,
                            DeadLetterCode.INVALID_KEY,
                            DeadLetterCode.TOO_LARGE);
            assertThat(found)
                    .allSatisfy(letter -> assertThat(letter.getDetail())
                            .contains("Expected")
                            .contains(
                                    "sessionfold.events-" + letter.getPosition().getPartition() + "@"
                                            + letter.getPosition().getOffset()));
            assertThat(found)
                    .filteredOn(letter -> letter.getCode() == DeadLetterCode.TOO_LARGE)
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.getSizeBytes()).isEqualTo(TWO_MEGABYTES);
                        assertThat(letter.getValue().remaining()).isEqualTo(KEPT_BYTES);
                    });
        }
        ProgressCounts counts = EngineCounts.await(List.of(engine), total -> total.get(Count.READ) == 9);
        assertThat(counts.get(Count.DEAD_LETTERED)).isEqualTo(8);
        assertThat(counts.missing()).as("records not accounted for").isZero();
    }

    @Test
    @DisplayName("INV-46: a payload just under the broker's limit is refused in words, and grows no state")
    void aPayloadJustUnderTheLimitIsRefusedInWords() throws Exception {
        PhaseReported huge = PhaseReported.newBuilder()
                .setPhase(io.sessionfold.contract.Phase.RUNNING)
                .setMessage("m".repeat(JUST_UNDER_THE_LIMIT))
                .build();
        cluster.send(null, key("acme/s-1"), cluster.framed(event("acme", "s-1", "e-huge", huge)));
        cluster.flush();

        try (CommittedRecords<RejectedEvent> rejections =
                new CommittedRecords<>(cluster, Topics.REJECTED_EVENTS, RejectedEvent.class)) {
            assertThat(rejections.until(seen -> !seen.isEmpty()))
                    .singleElement()
                    .satisfies(rejection -> {
                        assertThat(rejection.getReason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
                        assertThat(rejection.getDetail()).contains("message").contains("4096");
                    });
        }
    }

    @Test
    @DisplayName("INV-37: a record on the wrong partition is sent to the right one, once, and folded there")
    void aRecordOnTheWrongPartitionIsSentToTheRightOne() throws Exception {
        byte[] key = key("acme/s-1");
        int home = BuiltInPartitioner.partitionForKey(key, EngineCluster.PARTITIONS);
        cluster.send((home + 1) % EngineCluster.PARTITIONS, key, cluster.framed(settled("acme", "s-1", "e-1")));
        cluster.flush();

        try (CommittedRecords<RejectedEvent> rejections =
                new CommittedRecords<>(cluster, Topics.REJECTED_EVENTS, RejectedEvent.class)) {
            assertThat(rejections.until(seen -> !seen.isEmpty()))
                    .singleElement()
                    .satisfies(rejection -> {
                        assertThat(rejection.getReason()).isEqualTo(RejectionReason.UNKNOWN_SESSION);
                        assertThat(rejection.getPosition().getPartition()).isEqualTo(home);
                    });
        }
        ProgressCounts counts = EngineCounts.await(List.of(engine), total -> total.get(Count.READ) == 2);
        assertThat(counts.get(Count.REROUTED)).isEqualTo(1);
        assertThat(counts.missing()).as("records not accounted for").isZero();
    }

    private void raiseTheLimitOfTheEventsTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            ConfigEntry raised =
                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(2 * TWO_MEGABYTES));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS),
                            List.of(new AlterConfigOp(raised, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static LifecycleEvent settled(String tenantId, String sessionKey, String eventId) {
        return event(tenantId, sessionKey, eventId, new RunSettled("r-1", SettleResult.OK, null));
    }

    private static LifecycleEvent event(String tenantId, String sessionKey, String eventId, Object payload) {
        return LifecycleEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId(tenantId)
                .setSessionKey(sessionKey)
                .setProducerId("gateway-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
    }

    private static byte[] key(String recordKey) {
        return recordKey.getBytes(StandardCharsets.UTF_8);
    }
}
