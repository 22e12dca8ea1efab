package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.engine.command.Appended;
import io.sessionfold.engine.config.HttpCallers;
import io.sessionfold.engine.config.Settings;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ingest of events over HTTP. */
class EventRoutesTest {

    private static final String STARTED =
            "{\"type\":\"RunStarted\",\"sessionKey\":\"chat-1\",\"payload\":{\"runId\":\"r-1\"}}";

    private final TestServer server = new TestServer(
            new LoopbackCallers("acme", HttpCallers.LOOPBACK), Settings.of(Map.of("policy.guard.ttl.ms", "60000")));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void oneEventIsAcknowledgedWithItsPosition() throws Exception {
        HttpResponse<String> answer = server.json("POST", "/v1/events", STARTED);

        LifecycleEvent event = server.log.events().get(0);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(answer).path("eventId").textValue()).isEqualTo(event.getEventId());
        assertThat(answer.headers().firstValue("Sessionfold-Position"))
                .contains(TestServer.json(answer).path("position").textValue());
        assertThat(event.getTenantId()).isEqualTo("acme");
        assertThat(event.getProducerId()).isEqualTo("local");
        assertThat(event.getSource()).isEqualTo(EventSource.API);
        assertThat(event.getEventTime()).isEqualTo(server.log.now);
    }

    @Test
    @DisplayName("INV-46: of a batch each event has its own answer, and the good ones are kept")
    void ofABatchTheGoodOnesAreKept() throws Exception {
        String body = "[" + STARTED + ",{\"type\":\"Nonsense\",\"sessionKey\":\"chat-1\"},"
                + "{\"type\":\"RunStarted\",\"sessionKey\":\"chat-1\",\"payload\":{\"runId\":\"r-1\",\"colour\":1}},"
                + STARTED + "]";

        HttpResponse<String> answer = server.json("POST", "/v1/events", body);

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(statuses(answer)).containsExactly(202, 400, 400, 202);
        assertThat(TestServer.json(answer).at("/results/1/detail").textValue())
                .contains("'type'")
                .contains("RunStarted")
                .contains("Nonsense");
        assertThat(TestServer.json(answer).at("/results/2/detail").textValue()).contains("payload.colour");
        assertThat(server.log.events()).hasSize(2);
    }

    @Test
    void linesAreEventsEach() throws Exception {
        HttpResponse<String> answer =
                server.body("POST", "/v1/events", "application/x-ndjson", STARTED + "\n\n{broken\r\n" + STARTED + "\n");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(statuses(answer)).containsExactly(202, 400, 202);
    }

    @Test
    @DisplayName("INV-21: a request repeated with its Idempotency-Key gives its events the same ids")
    void aRepeatedRequestHasTheSameIds() throws Exception {
        JsonNode first = TestServer.json(
                server.json("POST", "/v1/events", "[" + STARTED + "," + STARTED + "]", "Idempotency-Key", "k"));
        JsonNode again = TestServer.json(
                server.json("POST", "/v1/events", "[" + STARTED + "," + STARTED + "]", "Idempotency-Key", "k"));

        assertThat(again.findValuesAsText("eventId"))
                .isEqualTo(first.findValuesAsText("eventId"))
                .doesNotHaveDuplicates();
    }

    @Test
    void cloudEventsAreTaken() throws Exception {
        String cloudEvent =
                "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/gw/1\",\"type\":\"io.sessionfold.RunStarted\","
                        + "\"subject\":\"chat-1\",\"time\":\"2026-11-20T10:00:01Z\",\"producersequence\":\"7\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{\"runId\":\"r-1\"}}";

        HttpResponse<String> one = server.body("POST", "/v1/events", "application/cloudevents+json", cloudEvent);
        HttpResponse<String> batch = server.body(
                "POST",
                "/v1/events",
                "application/cloudevents-batch+json; charset=utf-8",
                "[" + cloudEvent + ",{\"specversion\":\"0.3\"}]");

        LifecycleEvent event = server.log.events().get(0);
        assertThat(one.statusCode()).as(one.body()).isEqualTo(202);
        assertThat(event.getEventId()).isEqualTo("e-1");
        assertThat(event.getProducerId()).isEqualTo("/gw/1");
        assertThat(event.getProducerSequence()).isEqualTo(7L);
        assertThat(event.getEventTime()).isEqualTo(Instant.parse("2026-11-20T10:00:01Z"));
        assertThat(statuses(batch)).containsExactly(202, 400);
    }

    @Test
    void aCloudEventInBinaryModeIsRefusedWithWhatIsTaken() throws Exception {
        HttpResponse<String> answer = server.json(
                "POST", "/v1/events", "{\"runId\":\"r-1\"}", "ce-specversion", "1.0", "ce-type", "RunStarted");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("application/cloudevents+json");
    }

    @Test
    @DisplayName("INV-37: an event of another tenant is refused, and the others are kept")
    void anotherTenantsEventIsRefused() throws Exception {
        String spoofed = "{\"tenantId\":\"other\"," + STARTED.substring(1);

        HttpResponse<String> answer = server.json("POST", "/v1/events", "[" + spoofed + "," + STARTED + "]");

        assertThat(statuses(answer)).containsExactly(403, 202);
        assertThat(TestServer.json(answer).at("/results/0/code").textValue()).isEqualTo("forbidden");
        assertThat(server.log.events()).hasSize(1);
    }

    @Test
    void whatTheEngineAloneWritesIsRefused() throws Exception {
        String lapse = "{\"type\":\"DeadlineLapsed\",\"sessionKey\":\"chat-1\",\"payload\":{\"kind\":\"TURN\","
                + "\"subjectId\":\"r-1\",\"deadlineAt\":\"2026-11-20T10:00:00Z\",\"generation\":1}}";
        String fromTimer = "{\"source\":\"TIMER\"," + STARTED.substring(1);

        String version =
                "{\"type\":\"FoldVersionBegun\",\"sessionKey\":\"fold-version-0\",\"payload\":{\"version\":2}}";

        HttpResponse<String> answer =
                server.json("POST", "/v1/events", "[" + lapse + "," + fromTimer + "," + version + "]");

        assertThat(statuses(answer)).containsExactly(422, 422, 422);
        assertThat(TestServer.json(answer).at("/results/0/code").textValue()).isEqualTo("reserved_event");
    }

    @Test
    void aCreationGetsThePolicyOfTheSettings() throws Exception {
        server.json("POST", "/v1/sessions", "{\"sessionKey\":\"chat-1\",\"kind\":\"chat\"}");
        server.json(
                "POST",
                "/v1/events",
                "{\"type\":\"SessionCreated\",\"sessionKey\":\"chat-2\",\"payload\":{\"sessionId\":\"s\",\"kind\":\"chat\","
                        + "\"ownerUserId\":\"ada\",\"createdByUserId\":\"ada\",\"concurrency\":\"QUEUED\","
                        + "\"memberPolicy\":\"STRICT\",\"policy\":{\"phaseMs\":5}}}");

        assertThat(server.log.events()).hasSize(2).allSatisfy(event -> {
            assertThat(event.getPayload()).isInstanceOf(SessionCreated.class);
            assertThat(((SessionCreated) event.getPayload()).getPolicy().getGuardTtlMs())
                    .isEqualTo(60_000L);
        });
        assertThat(((SessionCreated) server.log.events().get(1).getPayload())
                        .getPolicy()
                        .getPhaseMs())
                .isEqualTo(5L);
    }

    @Test
    void behindWhatCouldNotBeWrittenNothingIs() throws Exception {
        server.log.failure = new Appended.NotWritten("nobody listens");

        HttpResponse<String> answer = server.json("POST", "/v1/events", "[" + STARTED + "," + STARTED + "]");

        assertThat(statuses(answer)).containsExactly(503, 503);
        assertThat(TestServer.json(answer).at("/results/1/detail").textValue()).contains("before it");
    }

    private static List<Integer> statuses(HttpResponse<String> answer) {
        return TestServer.json(answer).path("results").findValues("status").stream()
                .map(JsonNode::intValue)
                .toList();
    }
}
