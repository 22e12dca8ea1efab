package io.sessionfold.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.cli.SessionfoldCommand;
import io.sessionfold.engine.checkpoint.CheckpointOrigin;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointProducers;
import io.sessionfold.engine.checkpoint.CheckpointWriter;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.Replay;
import io.sessionfold.engine.replay.ReplayProgress;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.wire.RecordWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A log on a broker whose beginning is gone. */
final class TruncatedLogOnABrokerTest {

    private static final int SESSIONS = 40;

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private Engine engine;

    @BeforeEach
    void fold() throws Exception {
        cluster = EngineCluster.start(folder);
        engine = cluster.startEngine("only", Map.of());
        new ChatTraffic(cluster).write(0, SESSIONS);
        cluster.flush();
        long written = SESSIONS * (long) ChatTraffic.EVENTS;
        EngineCounts.await(List.of(engine), counts -> counts.get(Count.READ) == written);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "INV-44: without its beginning, a log comes to the rows of the whole from a checkpoint, and says what it rests on")
    void aTruncatedLogComesToTheRowsOfTheWholeFromACheckpoint() throws Exception {
        Set<String> whole = rows();
        Map<TopicPartition, Long> checkpointed = checkpoint("c-1");
        delete(checkpointed);

        Ran ran = replay("--output", "json");
        Ran incomplete = replay("--from-checkpoint", "none", "--output", "json");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode statistics = RecordJson.parse(ran.out());
        assertThat(statistics.path("sessions").asInt()).isEqualTo(SESSIONS);
        assertThat(statistics.path("counts").path("read").asLong()).isEqualTo(SESSIONS * (long) ChatTraffic.EVENTS);
        assertThat(statistics.path("unproven"))
                .hasSize(EngineCluster.PARTITIONS)
                .allSatisfy(sentence -> assertThat(sentence.asText()).contains("taken from the checkpoint c-1"));
        assertThat(statistics.path("partitions"))
                .noneMatch(one -> one.path("incomplete").asBoolean());
        assertThat(rows()).isEqualTo(whole);
        assertThat(RecordJson.parse(incomplete.out()).path("partitions"))
                .allMatch(one -> one.path("incomplete").asBoolean());
    }

    @Test
    void withoutACheckpointATruncatedLogIsNotReplayed() throws Exception {
        TopicPartition first = new TopicPartition(Topics.EVENTS, 0);
        delete(Map.of(first, 5L));

        Ran ran = replay();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("Expected a checkpoint of sessionfold.events-0 at a position from 5 to")
                .contains("because the log begins at 5, but there is none");
    }

    /** Of half of each partition; where it ends. */
    private Map<TopicPartition, Long> checkpoint(String id) {
        Map<TopicPartition, Long> ends =
                new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
        Map<String, Object> clients =
                cluster.settings("checkpoint", Map.of()).kafka().clientProperties();
        try (Logs logs = new KafkaLogs(clients);
                Producer<byte[], byte[]> producer = CheckpointProducers.open(clients)) {
            TreeMap<Integer, Long> middle = new TreeMap<>();
            logs.partitions(Topics.EVENTS)
                    .forEach(partition -> middle.put(
                            partition.partition(), logs.span(partition).to() / 2));
            ReplayTables tables = new MemoryTables();
            Replayed replayed = new Replay(logs, FoldVersions.KNOWN, cluster.schemas(), tables, StartFrom.BEGINNING, 1)
                    .run(new Until.Positions(middle), Scope.ALL, FoldObserver.BLIND, new ReplayProgress());
            CheckpointWriter writer = new CheckpointWriter(
                    producer,
                    Topics.CHECKPOINTS,
                    new RecordWriter<>(CheckpointRecord.class, Topics.CHECKPOINTS, cluster.registry(), true));
            CheckpointOrigin origin = new CheckpointOrigin(
                    id,
                    logs.identity(Topics.EVENTS),
                    EngineCluster.PARTITIONS,
                    CheckpointWriter.stateForm(),
                    0,
                    null,
                    "0.1.0");
            for (ReplayedPartition one : replayed.partitions()) {
                TopicPartition partition = one.stretch().partition();
                ends.put(partition, one.stretch().to());
                CheckpointPlace place = new CheckpointPlace(
                        partition, one.stretch().to(), one.counts().foldVersion(), one.counts(), List.of());
                writer.write(origin, place, tables.table(partition.partition()));
            }
        }
        return ends;
    }

    private void delete(Map<TopicPartition, Long> before) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> deleted =
                    new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
            before.forEach((partition, offset) -> deleted.put(partition, RecordsToDelete.beforeOffset(offset)));
            admin.deleteRecords(deleted).all().get();
        }
    }

    private Set<String> rows() throws Exception {
        Path file = folder.resolve("rows.jsonl");
        Ran ran = replay("--export", "rows", "--export-to", file.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return new TreeSet<>(Files.readAllLines(file));
    }

    /** What a command came to. */
    private record Ran(int exitCode, String out, String err) {}

    private Ran replay(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "replay", "--bootstrap-servers", cluster.bootstrapServers(), "--registry-url", cluster.registryUrl()));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = SessionfoldCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = line.execute(all.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
