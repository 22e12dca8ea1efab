package io.sessionfold.tests.commands;

import static io.sessionfold.tests.commands.ServedInstance.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.ApplicationStatusReported;
import io.sessionfold.engine.command.Appended;
import io.sessionfold.engine.command.KafkaEventLog;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands over HTTP on a real broker: appended, folded by the running topology, and read back. */
final class CommandsOnABrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static ServedInstance instance;

    @BeforeAll
    static void start() {
        instance = ServedInstance.start(folder);
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    @DisplayName(
            "INV-8, INV-11: a run from its creation to its settlement answers each repeat as it stands, after a restart too")
    void aRunFromItsCreationToItsSettlement() {
        assertThat(json(create("life", "EXCLUSIVE"), 202).at("/session/phase").textValue())
                .isEqualTo("RUNNING");
        String runs = "/v1/sessions/life/runs";

        JsonNode admitted = json(run("life", "k-1", "{\"runId\":\"r-1\"}"), 202);
        assertThat(admitted.path("status").textValue()).isEqualTo("started");
        assertThat(admitted.path("fencingToken").longValue()).isPositive();
        assertThat(status("life", "k-1")).isEqualTo("in_flight");
        String ended = event("RunEnded", "life", "{\"runId\":\"r-1\",\"replyRef\":\"reply-1\"}");
        json(instance.post("/v1/events", ended), 202);
        assertThat(json(instance.get(runs + "/r-1/wait?timeout=25"), 200)
                        .at("/outcome/status")
                        .textValue())
                .isEqualTo("done");
        assertThat(status("life", "k-1")).isEqualTo("in_flight");
        JsonNode late = json(instance.post(runs + "/r-1/abort", "{}"), 200);
        assertThat(late.path("aborted").booleanValue()).isFalse();

        instance.restart();

        assertThat(status("life", "k-1")).isEqualTo("in_flight");
        json(instance.post(runs + "/r-1/settle", "{\"result\":\"OK\"}"), 202);
        assertThat(status("life", "k-1")).isEqualTo("done");
        JsonNode row = json(instance.get("/v1/sessions/life"), 200);
        assertThat(row.path("hasActiveRun").booleanValue()).isFalse();
    }

    @Test
    @DisplayName(
            "INV-36: of eight clients that race for one EXCLUSIVE session one is admitted, the others are told who holds it")
    void ofManyClientsOneIsAdmitted() {
        json(create("race", "EXCLUSIVE"), 202);

        List<CompletableFuture<HttpResponse<String>>> race = IntStream.range(0, 8)
                .mapToObj(client -> CompletableFuture.supplyAsync(() -> run("race", "k-" + client, "{}")))
                .toList();
        List<HttpResponse<String>> answers =
                race.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
        JsonNode winner = json(answers.stream()
                .filter(answer -> answer.statusCode() == 202)
                .findFirst()
                .orElseThrow());
        assertThat(winner.path("fencingToken").longValue()).isPositive();
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 202).allSatisfy(answer -> {
            assertThat(json(answer, 409).path("code").textValue()).isEqualTo("conversation_busy");
            assertThat(json(answer).path("runId")).isEqualTo(winner.path("runId"));
        });
    }

    @Test
    @DisplayName("INV-34: a command repeated with its Idempotency-Key is decided once, and its answer stays")
    void aRepeatedCommandIsDecidedOnce() {
        json(create("once", "PARALLEL"), 202);

        JsonNode first = json(instance.post("/v1/sessions/once/reset", "{}", "Idempotency-Key", "k"), 202);
        JsonNode again = json(instance.post("/v1/sessions/once/reset", "{}", "Idempotency-Key", "k"), 202);
        JsonNode deleted = json(instance.delete("/v1/sessions/once", "Idempotency-Key", "d"), 202);
        JsonNode deletedAgain = json(instance.delete("/v1/sessions/once", "Idempotency-Key", "d"), 202);

        assertThat(again.at("/session/sessionId")).isEqualTo(first.at("/session/sessionId"));
        assertThat(deleted.path("decided").textValue()).isEqualTo("applied");
        assertThat(deletedAgain.path("eventId")).isEqualTo(deleted.path("eventId"));
        assertThat(json(instance.get("/v1/sessions/once"), 410).path("code").textValue())
                .isEqualTo("session_gone");
    }

    @Test
    @DisplayName("INV-37: of a batch the good events are folded, in their order, and a bad one has its own error")
    void ofABatchTheGoodOnesAreFolded() {
        json(create("batch", "PARALLEL"), 202);
        String accepted = event(
                "RunAccepted",
                "batch",
                "{\"runId\":\"r-1\",\"idempotencyKey\":\"k\",\"requestFingerprint\":\"f\",\"kind\":\"turn\","
                        + "\"deadlineMs\":0,\"expiresInMs\":0}");
        String spoofed = "{\"tenantId\":\"other\"," + accepted.substring(1);
        String started = event("RunStarted", "batch", "{\"runId\":\"r-1\"}");

        JsonNode results = json(
                        instance.post(
                                "application/x-ndjson", "/v1/events", String.join("\n", accepted, spoofed, started)),
                        207)
                .path("results");
        String cloudEvent = "{\"specversion\":\"1.0\",\"id\":\"ce-1\",\"source\":\"gw-1\",\"type\":\"RunEnded\","
                + "\"subject\":\"batch\",\"data\":{\"runId\":\"r-1\"}}";
        String position = json(instance.post("application/cloudevents+json", "/v1/events", cloudEvent), 202)
                .path("position")
                .textValue();

        assertThat(results.findValues("status").stream().map(JsonNode::intValue))
                .containsExactly(202, 403, 202);
        // An event is taken before it is folded: whoever reads behind it says so.
        assertThat(json(instance.get("/v1/sessions/batch/runs/r-1/wait", "Sessionfold-Min-Position", position), 200)
                        .at("/outcome/status")
                        .textValue())
                .isEqualTo("done");
    }

    @Test
    void anApplicationIsLaunchedOnceItIsInstalled() throws Exception {
        String launch =
                "{\"sessionKey\":\"desk\",\"kind\":\"desktop\",\"platform\":\"k8s\",\"applicationId\":\"vscode\"}";
        assertThat(json(instance.post("/v1/sessions", launch), 422).path("code").textValue())
                .isEqualTo("unknown_application");

        json(instance.post("/v1/applications/vscode/install", "{\"name\":\"VS Code\"}"), 202);
        awaitCode(launch, "application_installing");
        report(ApplicationStatus.FAILED, "no such image");
        awaitCode(launch, "application_failed");
        report(ApplicationStatus.MISSING, "it is gone");
        // Asked for again by the launch itself; then it is on its way.
        awaitCode(launch, "application_installing");
        report(ApplicationStatus.INSTALLED, "Installed");
        await().atMost(PATIENCE)
                .until(() -> instance.post("/v1/sessions", launch, "Idempotency-Key", "launch")
                                .statusCode()
                        == 202);

        assertThat(json(instance.get("/v1/sessions/desk"), 200)
                        .path("applicationId")
                        .textValue())
                .isEqualTo("vscode");
    }

    @Test
    void everyCommandOfACrowdIsDecidedOnItsOwnSession() {
        List<JsonNode> answers = IntStream.range(0, 200)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> json(create("crowd-" + each, "QUEUED"), 202)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.path("decided").textValue()).isEqualTo("applied"));
        assertThat(answers.stream().map(answer -> answer.at("/session/sessionKey")))
                .doesNotHaveDuplicates();
    }

    private static void awaitCode(String launch, String code) {
        await().atMost(PATIENCE)
                .until(
                        () -> json(instance.post("/v1/sessions", launch))
                                .path("code")
                                .textValue(),
                        code::equals);
    }

    private static void report(ApplicationStatus status, String message) {
        try (KafkaEventLog log = new KafkaEventLog(
                instance.settings().kafka().clientProperties(),
                instance.engine().engine().registry(),
                true)) {
            assertThat(log.append(new ApplicationEvent(
                                    "report-" + status,
                                    "acme",
                                    "vscode",
                                    Instant.EPOCH,
                                    ApplicationStatusReported.newBuilder()
                                            .setStatus(status)
                                            .setValid(status == ApplicationStatus.INSTALLED)
                                            .setMessage(message)
                                            .build()))
                            .join())
                    .isInstanceOf(Appended.At.class);
        }
    }

    private static HttpResponse<String> create(String key, String concurrency) {
        return instance.post(
                "/v1/sessions",
                "{\"sessionKey\":\"%s\",\"kind\":\"chat\",\"concurrency\":\"%s\"}".formatted(key, concurrency));
    }

    private static HttpResponse<String> run(String key, String idempotencyKey, String body) {
        return instance.post("/v1/sessions/" + key + "/runs", body, "Idempotency-Key", idempotencyKey);
    }

    private static String status(String key, String idempotencyKey) {
        return json(run(key, idempotencyKey, "{\"runId\":\"r-1\"}"), 202)
                .path("status")
                .textValue();
    }

    private static String event(String type, String key, String payload) {
        return "{\"type\":\"%s\",\"sessionKey\":\"%s\",\"payload\":%s}".formatted(type, key, payload);
    }
}
