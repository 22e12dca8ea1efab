package io.sessionfold.tests.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.Ran;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code verify} beside an engine that serves, on a broker: what it prints, and how it ends. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class VerifyCommandTest {

    private static final int SESSIONS = 40;
    private static final int RECORDS = SESSIONS * ChatTraffic.EVENTS;

    private static EngineCluster cluster;
    private static ServingEngine engine;

    @BeforeAll
    static void fold(@TempDir Path folder) throws Exception {
        cluster = EngineCluster.start(folder);
        engine = ServingEngine.start(cluster.settings(
                "one", Map.of("http.port", "0", "http.tenant", ChatTraffic.TENANT, "commit.interval.ms", "50")));
        new ChatTraffic(cluster).write(0, SESSIONS);
        cluster.flush();
        EngineCounts.await(List.of(engine.engine()), counts -> counts.get(Count.READ) == RECORDS);
    }

    @AfterAll
    static void stop() {
        engine.close();
        cluster.close();
    }

    @Test
    @DisplayName("INV-44: what follows from the log is told with how much was compared, and ends with 0")
    void whatHoldsEndsWithZero() {
        Ran ran = verify();
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out().lines().findFirst())
                .get()
                .asString()
                .matches("Folded 240 records in .* s \\(.* per second\\)\\.");
        assertThat(ran.out().lines())
                .anyMatch(line -> line.matches("COMPARED +SAME +NO LONGER PROVABLE *"))
                .anyMatch(line -> line.matches("sessionfold\\.run-outcomes +40 +0 *"))
                .anyMatch(line -> line.matches("live sessions +40 +0 *"))
                .endsWith("Everything follows from the log.");
    }

    @Test
    @DisplayName("the report for programs is one JSON object")
    void theReportForProgramsIsOneObject() {
        Ran ran = verify("--output", "json");
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out().lines()).hasSize(1);
        JsonNode report = RecordJson.parse(ran.out());
        assertThat(report.path("holds").asBoolean()).isTrue();
        assertThat(report.path("records").asInt()).isEqualTo(RECORDS);
        assertThat(report.path("same").path(Topics.RUN_OUTCOMES).asInt()).isEqualTo(SESSIONS);
        assertThat(report.path("same").has("served rows"))
                .as("no engine was asked")
                .isFalse();
        assertThat(report.path("found")).isEmpty();
        assertThat(report.path("first").isNull()).isTrue();
        assertThat(report.path("findings")).isEmpty();
    }

    @Test
    @DisplayName("a session and a tenant are verified alone, and nothing of anybody else is folded")
    void aSessionAndATenantAreVerifiedAlone() {
        assertThat(folded("--session", "acme/s-3")).isEqualTo(ChatTraffic.EVENTS);
        assertThat(folded("--tenant", "acme", "--session", "s-3")).isEqualTo(ChatTraffic.EVENTS);
        assertThat(folded("--tenant", "acme")).isEqualTo(RECORDS);
        assertThat(folded("--tenant", "other")).isZero();
    }

    @Test
    @DisplayName("the published topics alone are verified without the states of any engine")
    void thePublishedTopicsAreVerifiedAlone() {
        Ran another = verify("--set", "application.id=another");
        assertThat(another.exitCode()).isEqualTo(2);
        assertThat(another.err())
                .contains("another-progress-changelog", "--published-only")
                .hasLineCount(1);

        Ran ran = verify("--set", "application.id=another", "--published-only", "--output", "json");
        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(RecordJson.parse(ran.out()).path("same").has("live sessions"))
                .isFalse();
    }

    @Test
    @DisplayName("what cannot be done ends with the exit code that is documented for it, and one sentence")
    void whatCannotBeDoneEndsWithItsExitCode() {
        assertThat(verify("--session", "no-tenant").exitCode()).isEqualTo(2);
        assertThat(verify("--no-such-flag").exitCode()).isEqualTo(2);
        Ran noBroker =
                Ran.command("verify", "--bootstrap-servers", "127.0.0.1:1", "--registry-url", cluster.registryUrl());
        assertThat(noBroker.exitCode()).isEqualTo(3);
        assertThat(noBroker.err()).contains("Expected Kafka to answer at 127.0.0.1:1");
        Ran noRegistry = Ran.command(
                "verify", "--bootstrap-servers", cluster.bootstrapServers(), "--registry-url", "http://127.0.0.1:1");
        assertThat(noRegistry.exitCode()).isEqualTo(3);
        Ran noEngine = verify("--url", "http://127.0.0.1:1");
        assertThat(noEngine.exitCode()).isEqualTo(3);
        assertThat(noEngine.err())
                .contains("Expected an engine to answer at http://127.0.0.1:1")
                .hasLineCount(1);
    }

    @Test
    @DisplayName("INV-44: the rows that an engine serves are compared, all of them")
    void theRowsThatAnEngineServesAreCompared() {
        for (String[] scope : List.of(new String[0], new String[] {"--tenant", "acme"})) {
            Ran ran = verify(with(scope, "--url", engine.url(), "--output", "json"));
            assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
            assertThat(RecordJson.parse(ran.out())
                            .path("same")
                            .path("served rows")
                            .asInt())
                    .isEqualTo(SESSIONS);
        }
        Ran other = verify("--url", engine.url(), "--tenant", "other");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("tenant other", "those of acme").hasLineCount(1);
    }

    @Test
    @DisplayName("INV-44: a row that an engine leaves out, changes or serves too many is found, with its session")
    void aRowThatIsNotRightIsFound() throws Exception {
        assertThat(lie(rows -> rows.remove(7))).isEqualTo("row_missing acme/s-15");
        assertThat(lie(rows -> ((ObjectNode) rows.get(7)).put("kind", "other"))).isEqualTo("row_differs acme/s-15");
        assertThat(lie(rows -> rows.add(rows.get(7)))).isEqualTo("row_unexpected acme/s-15");
        assertThat(lie(rows -> rows.add(((ObjectNode) rows.get(7).deepCopy()).put("sessionKey", "s-99"))))
                .isEqualTo("row_unexpected acme/s-99");
    }

    @Test
    @DisplayName("INV-44: an engine that serves nothing is missed everything, once it is said whose rows it serves")
    void anEngineThatServesNothingIsMissedEverything() throws Exception {
        try (LyingProxy proxy = new LyingProxy(engine.url(), VerifyCommandTest::emptied)) {
            Ran nobodys = verify("--url", proxy.url());
            assertThat(nobodys.exitCode()).isEqualTo(2);
            assertThat(nobodys.err()).contains("--tenant").hasLineCount(1);
            Ran acmes = verify("--url", proxy.url(), "--tenant", "acme", "--output", "json");
            assertThat(acmes.exitCode()).isEqualTo(1);
            assertThat(RecordJson.parse(acmes.out())
                            .path("found")
                            .path("row_missing")
                            .asInt())
                    .isEqualTo(SESSIONS);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("INV-44: the first difference is explained, for people and for programs, and ends with 1")
    void theFirstDifferenceIsExplained() throws Exception {
        ConsumerRecord<byte[], byte[]> outcome = doubleAnOutcome();
        String session = new String(outcome.key(), StandardCharsets.UTF_8);

        Ran people = verify();
        assertThat(people.exitCode()).isEqualTo(1);
        assertThat(people.out().lines())
                .anyMatch(line -> line.matches("record_doubled +1 +a record is there twice *"))
                .contains("The first difference:")
                .anyMatch(line -> line.matches(" +kind +record_doubled \\(a record is there twice\\) *"))
                .anyMatch(line -> line.matches(" +where +sessionfold\\.run-outcomes *"))
                .anyMatch(line -> line.matches(" +session +" + session + " *"))
                .anyMatch(
                        line -> line.matches(" +event +sessionfold\\.events-%d@\\d+ *".formatted(outcome.partition())))
                .anyMatch(line -> line.matches(" +expected +the outcome of .* once *"))
                .anyMatch(line -> line.matches(" +but +it is there once more *"))
                .anyMatch(line -> line.contains("the events of the session around it"))
                .anyMatch(line -> line.contains("RunEnded"))
                .doesNotContain("Everything follows from the log.");

        Ran programs = verify("--output", "json");
        assertThat(programs.exitCode()).isEqualTo(1);
        JsonNode report = RecordJson.parse(programs.out());
        assertThat(report.path("holds").asBoolean(true)).isFalse();
        assertThat(report.path("found").path("record_doubled").asInt()).isEqualTo(1);
        JsonNode first = report.path("first");
        assertThat(first.path("session").asText()).isEqualTo(session);
        assertThat(first.path("event").path("topic").asText()).isEqualTo(Topics.EVENTS);
        assertThat(first.path("event").path("partition").asInt()).isEqualTo(outcome.partition());
        assertThat(first.path("found").path("topic").asText()).isEqualTo(Topics.RUN_OUTCOMES);
        assertThat(report.path("around")).hasSizeGreaterThan(1);
        assertThat(report.path("findings").get(0)).isEqualTo(first);

        assertThat(verify("--session", session).exitCode()).isEqualTo(1);
        assertThat(verify("--session", session.equals("acme/s-1") ? "acme/s-2" : "acme/s-1")
                        .exitCode())
                .as("it is nobody else's")
                .isZero();
    }

    /** What is found if the rows of a page are changed. */
    private static String lie(Consumer<ArrayNode> change) throws Exception {
        UnaryOperator<ObjectNode> lie = page -> {
            change.accept((ArrayNode) page.path("sessions"));
            return page;
        };
        try (LyingProxy proxy = new LyingProxy(engine.url(), lie)) {
            Ran ran = verify("--url", proxy.url(), "--output", "json");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
            JsonNode first = RecordJson.parse(ran.out()).path("first");
            return first.path("kind").asText() + ' ' + first.path("session").asText();
        }
    }

    private static ObjectNode emptied(ObjectNode page) {
        page.putArray("sessions");
        return page.putNull("cursor");
    }

    private static ConsumerRecord<byte[], byte[]> doubleAnOutcome() throws Exception {
        ConsumerRecord<byte[], byte[]> outcome = null;
        try (Logs logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (TopicPartition partition : logs.partitions(Topics.RUN_OUTCOMES)) {
                try (Cursor cursor =
                        logs.open(partition, 0, logs.span(partition).to())) {
                    ConsumerRecord<byte[], byte[]> next = cursor.next();
                    outcome = next == null ? outcome : next;
                }
            }
        }
        ConsumerRecord<byte[], byte[]> one = Objects.requireNonNull(outcome, "an outcome");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(one.topic(), one.partition(), one.key(), one.value()))
                    .get();
        }
        return one;
    }

    private static int folded(String... scope) {
        Ran ran = verify(with(scope, "--output", "json"));
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        return RecordJson.parse(ran.out()).path("records").asInt();
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private static Ran verify(String... arguments) {
        return Ran.on(cluster, "verify", arguments);
    }
}
