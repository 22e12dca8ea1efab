package io.sessionfold.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.cli.SessionfoldCommand;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.LiveStates;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** T18: the command beside a live engine, on a broker. */
final class ReplayOnABrokerTest {

    private static final int SESSIONS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNKNOWN_SCHEMA = 0x7f0001;

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private Engine engine;
    private ProgressCounts live;

    @BeforeEach
    void fold() throws Exception {
        cluster = EngineCluster.start(folder);
        engine = cluster.startEngine("only", Map.of());
        new ChatTraffic(cluster).write(0, SESSIONS);
        cluster.send(null, key("acme/s-1"), "not Avro".getBytes(StandardCharsets.UTF_8));
        cluster.send(
                null, key("acme/s-2"), new byte[] {0, UNKNOWN_SCHEMA >> 24, UNKNOWN_SCHEMA >> 16 & 0xff, 0, 1, 2, 3});
        cluster.flush();
        long written = SESSIONS * (long) ChatTraffic.EVENTS + 2;
        live = EngineCounts.await(List.of(engine), counts -> counts.get(Count.READ) == written);
        Awaitility.await("what was folded is committed")
                .atMost(PATIENCE)
                .until(() -> ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "INV-44: a replay beside the live engine comes to its states and counts, and leaves no trace on the cluster")
    void aReplayBesideTheLiveEngineComesToItsStatesAndLeavesNoTrace() throws Exception {
        Map<TopicPartition, Long> endsBefore = ends(IsolationLevel.READ_UNCOMMITTED);
        Collection<String> groupsBefore = groups();

        Ran ran = run("--data", folder.resolve("data").toString(), "--output", "json");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode statistics = RecordJson.parse(ran.out());
        assertThat(statistics.path("sessions").asInt()).isEqualTo(SESSIONS);
        assertThat(statistics.path("counts").path("applied").asLong()).isEqualTo(live.get(Count.APPLIED));
        assertThat(statistics.path("counts").path("dead_lettered").asLong()).isEqualTo(2);
        assertThat(statistics.path("counts").path("missing").asLong()).isZero();
        assertThat(LiveStates.held(List.of(engine))).isEqualTo(LiveStates.replayed(cluster));
        assertThat(ends(IsolationLevel.READ_UNCOMMITTED)).isEqualTo(endsBefore);
        assertThat(groups()).isEqualTo(groupsBefore);
    }

    @Test
    @DisplayName("the rows that a replay exports are those that the engine answers, and again when it is resumed")
    void theRowsThatAReplayExportsAreThoseOfTheEngine() throws Exception {
        Path rows = folder.resolve("rows.jsonl");
        Map<String, String> digests = new TreeMap<>();
        LiveStates.digests(cluster).forEach((key, digest) -> digests.put(key.sessionKey(), digest));

        for (int run = 0; run < 2; run++) {
            Ran ran = run(
                    "--data", folder.resolve("data").toString(), "--export", "rows", "--export-to", rows.toString());

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            Map<String, String> exported = new TreeMap<>();
            for (String line : Files.readAllLines(rows)) {
                JsonNode row = RecordJson.parse(line);
                exported.put(
                        row.path("sessionKey").asText(),
                        row.path("historyDigest").asText());
            }
            assertThat(exported).isEqualTo(digests);
        }
    }

    @Test
    @DisplayName("the timeline of one session is each of its events, with what was decided and what changed")
    void theTimelineOfOneSession() {
        Ran ran = run("--session", "acme/s-3", "--export", "timeline");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<JsonNode> timeline = ran.out().lines().map(RecordJson::parse).toList();
        assertThat(timeline)
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "SessionCreated",
                        "RunAccepted",
                        "RunStarted",
                        "RunEnded",
                        "TerminalReplyCommitted",
                        "RunSettled");
        assertThat(timeline)
                .extracting(event -> event.path("decision").asText())
                .containsOnly("APPLIED");
        assertThat(timeline.get(2).path("changed").path("runStatus"))
                .extracting(JsonNode::asText)
                .containsExactly("queued", "running");
        assertThat(timeline.get(5).path("changed")).isEmpty();
        assertThat(ran.err()).contains("Replayed session acme/s-3 to end.");
    }

    @Test
    @DisplayName("at the position of its start, a session was running")
    void atThePositionOfItsStartASessionWasRunning() {
        List<JsonNode> timeline = run("--session", "acme/s-3", "--export", "timeline")
                .out()
                .lines()
                .map(RecordJson::parse)
                .toList();
        String started = timeline.get(2).path("position").asText();

        Ran ran = run("--session", "acme/s-3", "--to-position", started, "--export", "rows");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode row = RecordJson.parse(ran.out());
        assertThat(row.path("runStatus").asText()).isEqualTo("running");
        assertThat(row.path("hasActiveRun").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("what cannot be done ends with the exit code that is documented for it, and one sentence")
    void whatCannotBeDoneEndsWithItsExitCode() {
        Ran beyond = run("--to-position", "0@1000000");
        assertThat(beyond.exitCode()).isEqualTo(2);
        assertThat(beyond.err())
                .startsWith("Expected sessionfold.events-0@1000000 to be in the log")
                .hasLineCount(1);
        assertThat(run("--to-time", "2001-01-01T00:00:00Z").err()).contains("at which the log had begun");
        assertThat(run("--to-time", "yesterday").exitCode()).isEqualTo(2);
        assertThat(run("--session", "no-tenant").exitCode()).isEqualTo(2);
        Ran nobody = execute(
                List.of("replay", "--bootstrap-servers", "127.0.0.1:1", "--registry-url", cluster.registryUrl()));
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err()).contains("Expected Kafka to answer at 127.0.0.1:1");
        Ran noRegistry = execute(List.of(
                "replay", "--bootstrap-servers", cluster.bootstrapServers(), "--registry-url", "http://127.0.0.1:1"));
        assertThat(noRegistry.exitCode()).isEqualTo(3);
    }

    /** What a command printed and how it ended. */
    private record Ran(int exitCode, String out, String err) {}

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "replay", "--bootstrap-servers", cluster.bootstrapServers(), "--registry-url", cluster.registryUrl()));
        all.addAll(List.of(arguments));
        return execute(all);
    }

    private static Ran execute(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = SessionfoldCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> asked =
                    new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
            admin.describeTopics(Topics.PARTITIONED)
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(partition -> asked.put(
                                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private Collection<String> groups() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            return admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .sorted()
                    .toList();
        }
    }

    private static byte[] key(String recordKey) {
        return recordKey.getBytes(StandardCharsets.UTF_8);
    }
}
