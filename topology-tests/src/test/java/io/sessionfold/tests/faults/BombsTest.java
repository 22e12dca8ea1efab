package io.sessionfold.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that a broker takes because they are small on the wire, and that are large when they are read. The topics are
 * those of the contract, with their own limits.
 */
final class BombsTest {

    private static final int BOMB_BYTES = 200 << 20;
    private static final int EVENT_BYTES_MAX = 1 << 20;
    private static final int HEADERS = 100_000;

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private Engine engine;

    @BeforeEach
    void start() {
        cluster = EngineCluster.start(folder);
        engine = cluster.startEngine("only", Map.of());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("INV-46: a small record that grows to hundreds of megabytes is a dead letter that keeps its beginning")
    void aRecordThatGrowsIsADeadLetter() throws Exception {
        for (String compression : List.of("gzip", "zstd")) {
            send(compression, new ProducerRecord<>(Topics.EVENTS, 0, key("acme/s-1"), new byte[BOMB_BYTES]));
        }
        cluster.send(null, key("acme/s-2"), cluster.framed(settled("s-2")));
        cluster.flush();
        ProgressCounts counts = EngineCounts.await(List.of(engine), total -> total.get(Count.READ) == 3);

        assertThat(counts.get(Count.DEAD_LETTERED)).isEqualTo(2);
        assertThat(counts.missing()).as("records not accounted for").isZero();

        try (CommittedRecords<DeadLetter> letters =
                new CommittedRecords<>(cluster, Topics.DEAD_LETTERS, DeadLetter.class)) {
            assertThat(letters.until(seen -> seen.size() == 2)).allSatisfy(letter -> {
                assertThat(letter.getCode()).isEqualTo(DeadLetterCode.TOO_LARGE);
                assertThat(letter.getSizeBytes()).isEqualTo(BOMB_BYTES);
                assertThat(letter.getValue().remaining()).isLessThan(EVENT_BYTES_MAX);
                assertThat(letter.getDetail()).contains("at most " + EVENT_BYTES_MAX + " bytes");
            });
        }
    }

    @Test
    @DisplayName("INV-37, INV-46: a flood of headers is no part of an event: it is folded, or sent on without them")
    void aFloodOfHeadersIsNoPartOfAnEvent() throws Exception {
        byte[] event = cluster.framed(settled("s-1"));
        int home = BuiltInPartitioner.partitionForKey(key("acme/s-1"), EngineCluster.PARTITIONS);
        for (int partition : new int[] {home, (home + 1) % EngineCluster.PARTITIONS}) {
            send("gzip", new ProducerRecord<>(Topics.EVENTS, partition, null, key("acme/s-1"), event, flood()));
        }
        ProgressCounts counts = EngineCounts.await(List.of(engine), total -> total.get(Count.READ) == 3);

        assertThat(counts.get(Count.REROUTED)).isEqualTo(1);
        assertThat(counts.missing()).as("records not accounted for").isZero();
        try (CommittedRecords<RejectedEvent> rejections =
                new CommittedRecords<>(cluster, Topics.REJECTED_EVENTS, RejectedEvent.class)) {
            assertThat(rejections.until(seen -> seen.size() == 2))
                    .extracting(RejectedEvent::getReason)
                    .containsExactly(RejectionReason.UNKNOWN_SESSION, RejectionReason.DUPLICATE);
        }
    }

    /** Sends a record that no producer with ordinary settings would send. */
    private void send(String compression, ProducerRecord<byte[], byte[]> record) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "compression.type",
                compression,
                "max.request.size",
                Integer.MAX_VALUE,
                "buffer.memory",
                2L * Integer.MAX_VALUE);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static Headers flood() {
        RecordHeaders headers = new RecordHeaders();
        for (int number = 0; number < HEADERS; number++) {
            headers.add("x", new byte[] {0});
        }
        return headers;
    }

    private static LifecycleEvent settled(String sessionKey) {
        return LifecycleEvent.newBuilder()
                .setEventId("e-1")
                .setTenantId("acme")
                .setSessionKey(sessionKey)
                .setProducerId("gateway-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(new RunSettled("r-1", SettleResult.OK, null))
                .build();
    }

    private static byte[] key(String recordKey) {
        return recordKey.getBytes(StandardCharsets.UTF_8);
    }
}
