package io.sessionfold.tests.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.EngineCheckpoint;
import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.Ran;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code checkpoint} on a broker, and what verify makes of a log that has lost what is before. */
final class CheckpointCommandTest {

    private static final int SESSIONS = 30;

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private Engine engine;
    private long written;

    @BeforeEach
    void fold() throws Exception {
        cluster = EngineCluster.start(folder);
        engine = cluster.startEngine("only", Map.of());
        play(0, SESSIONS);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "INV-44: beside a running engine a checkpoint is written, and when the log before it is gone, everything"
                    + " behind it follows from it")
    void aLogIsVerifiedFromACheckpointOn() throws Exception {
        JsonNode first = json(Ran.on(cluster, "checkpoint", "--output", "json"));
        Checkpoint checkpoint = only();
        assertThat(first.path("checkpoint").asText()).isEqualTo(checkpoint.id());
        assertThat(first.path("partitions")).hasSize(EngineCluster.PARTITIONS);
        assertThat(first.path("states").asLong()).isGreaterThanOrEqualTo(SESSIONS);
        assertThat(Ran.command(
                                "checkpoint",
                                "list",
                                "--bootstrap-servers",
                                cluster.bootstrapServers(),
                                "--registry-url",
                                cluster.registryUrl())
                        .out())
                .contains(checkpoint.id())
                .contains("whole");

        play(SESSIONS, 2 * SESSIONS);
        deleteBefore(checkpoint);
        play(2 * SESSIONS, 3 * SESSIONS);

        JsonNode report = json(Ran.on(cluster, "verify", "--output", "json"));
        assertThat(report.path("holds").asBoolean()).as("%s", report).isTrue();
        assertThat(report.path("fromCheckpoints"))
                .hasSize(EngineCluster.PARTITIONS)
                .allSatisfy(one -> assertThat(one.path("checkpoint").asText()).isEqualTo(checkpoint.id()));
        assertThat(report.path("restsOnCheckpoints").has(Topics.DEAD_LETTERS)).isTrue();
        assertThat(report.path("unproven")).hasSize(EngineCluster.PARTITIONS);
        Ran truncated = Ran.on(cluster, "verify", "--from-checkpoint", "none");
        assertThat(truncated.exitCode()).isEqualTo(1);
        assertThat(truncated.out()).contains("log_truncated");

        JsonNode second = json(Ran.on(cluster, "checkpoint", "--output", "json"));
        assertThat(second.path("previous").asText()).isEqualTo(checkpoint.id());
        Ran latest = Ran.on(cluster, "verify", "--from-checkpoint", "latest");
        assertThat(latest.exitCode()).as(latest.out() + latest.err()).isZero();
        assertThat(latest.out())
                .contains("from the checkpoint " + second.path("checkpoint").asText())
                .contains("Everything follows from the checkpoints and the log behind them.");
    }

    @Test
    void whereSomethingIsFoundNothingIsWritten() throws Exception {
        json(Ran.on(cluster, "checkpoint", "--output", "json"));
        Checkpoint checkpoint = only();
        deleteBefore(checkpoint);
        play(SESSIONS, 2 * SESSIONS);
        ConsumerRecord<byte[], byte[]> outcome = lastOutcome();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(outcome.topic(), outcome.partition(), outcome.key(), outcome.value()))
                    .get();
        }

        Ran ran = Ran.on(cluster, "checkpoint");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("record_doubled", new String(outcome.key(), UTF_8))
                .contains("No checkpoint was written");
        assertThat(only().id()).isEqualTo(checkpoint.id());
    }

    /** Lives of sessions, and of each kind of record that goes elsewhere one. */
    private void play(int first, int end) throws Exception {
        new ChatTraffic(cluster).write(first, end);
        byte[] key = (ChatTraffic.TENANT + "/s-" + first).getBytes(UTF_8);
        int home = BuiltInPartitioner.partitionForKey(key, EngineCluster.PARTITIONS);
        byte[] again = cluster.framed(ChatTraffic.event("s-" + first, 0));
        cluster.send((home + 1) % EngineCluster.PARTITIONS, key, again);
        cluster.send(null, key, "{}".getBytes(UTF_8));
        cluster.flush();
        // The misplaced one is read twice: where it was, and where it belongs.
        written += (end - first) * (long) ChatTraffic.EVENTS + 3;
        EngineCounts.await(List.of(engine), counts -> counts.get(Count.READ) == written);
    }

    private Checkpoint only() {
        List<Checkpoint> usable = new EngineCheckpoint(
                        cluster.settings("auditor", Map.of()), InstantSource.system(), "0.1.0")
                .list()
                .usable();
        assertThat(usable).hasSize(1);
        return usable.get(0);
    }

    /** Takes away the events before a checkpoint, and what was published of them alone. */
    private void deleteBefore(Checkpoint checkpoint) throws Exception {
        Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
        checkpoint.places().forEach(place -> {
            deleted.put(place.partition(), RecordsToDelete.beforeOffset(place.next()));
            for (OutputCursor cursor : place.cursors()) {
                if (cursor.topic().equals(Topics.RUN_OUTCOMES)) {
                    deleted.put(
                            new TopicPartition(cursor.topic(), place.partition().partition()),
                            RecordsToDelete.beforeOffset(cursor.nextOffset()));
                }
            }
        });
        assertThat(deleted).hasSize(2 * EngineCluster.PARTITIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.deleteRecords(deleted).all().get();
        }
    }

    private ConsumerRecord<byte[], byte[]> lastOutcome() {
        ConsumerRecord<byte[], byte[]> last = null;
        try (Logs logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            TopicPartition first = logs.partitions(Topics.RUN_OUTCOMES).get(0);
            Span span = logs.span(first);
            try (Cursor cursor = logs.open(first, span.from(), span.to())) {
                for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                    last = next;
                }
            }
        }
        return Objects.requireNonNull(last, "a partition with outcomes");
    }

    private static JsonNode json(Ran ran) {
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        return RecordJson.parse(ran.out());
    }
}
