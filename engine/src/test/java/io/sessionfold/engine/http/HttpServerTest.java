package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.config.AccessSettings;
import io.sessionfold.engine.config.HttpCallers;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.Readiness;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private static final AccessSettings ACCESS = Settings.of(Map.of()).access();

    private HttpPorts ports(Readiness readiness, EngineMetrics metrics) {
        return new HttpPorts(
                server.stores.query(),
                server.stored.query(),
                server.log.parked(),
                server.changes,
                server.history,
                readiness,
                metrics,
                new LoopbackCallers("acme", HttpCallers.LOOPBACK),
                LogIdentity.UNSAID,
                server.door);
    }

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readyMeansThatTheStoresCanAnswer() throws Exception {
        assertThat(server.get("/ready").statusCode()).isEqualTo(200);

        server.obstacle = Optional.of("The engine is REBALANCING, not RUNNING");
        HttpResponse<String> answer = server.get("/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("store_not_ready");
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void capabilitiesAreNamedWithTheirVersion() throws Exception {
        JsonNode capabilities = TestServer.json(server.get("/v1/capabilities"));

        assertThat(capabilities.get("sessions-by-owner").textValue()).isEqualTo("0.1.0");
        assertThat(capabilities.properties()).allSatisfy(capability -> {
            assertThat(capability.getKey()).matches("[a-z]+(-[a-z]+)*");
            assertThat(capability.getValue().textValue()).matches("\\d+\\.\\d+\\.\\d+");
        });
    }

    @Test
    void metricsShowWhatBecameOfTheRecords() throws Exception {
        ProgressCounts counts = new ProgressCounts();
        counts.add(Count.READ, 12);
        counts.add(Count.DEAD_LETTERED, 3);
        server.stores.with(0, counts);
        ProgressCounts ofWorkers = new ProgressCounts();
        ofWorkers.add(Count.READ, 5);
        ofWorkers.add(Count.REROUTED, 1);
        server.workers.with(1, ofWorkers);

        HttpResponse<String> answer = server.get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains(EngineMetrics.MEDIA_TYPE);
        assertThat(answer.body())
                .contains("sessionfold_records_read{topic=\"sessionfold.events\"} 12.0")
                .contains("sessionfold_records_read{topic=\"sessionfold.worker-events\"} 5.0")
                .contains("sessionfold_dead_lettered{topic=\"sessionfold.events\"} 3.0")
                .contains("sessionfold_rerouted{topic=\"sessionfold.worker-events\"} 1.0")
                .contains("jvm_memory_used_bytes");
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(answer.body())
                    .contains("sessionfold_refused{reason=\"" + reason.name() + "\",topic=\"sessionfold.events\"} 0.0");
        }
    }

    @Test
    void metricsAreNoNumbersWhileTheStoresCannotBeRead() throws Exception {
        server.stores.move(0);

        assertThat(server.get("/metrics").body())
                .contains("sessionfold_records_read{topic=\"sessionfold.events\"} NaN")
                .contains("sessionfold_records_read{topic=\"sessionfold.worker-events\"} 0.0");
    }

    @Test
    void whatIsNotThereAndWhatIsNotAllowedAreProblems() throws Exception {
        assertProblem(server.get("/v2"), 404, "not_found");
        assertProblem(server.send("PUT", "/v1/sessions"), 405, "method_not_allowed");
        assertProblem(server.send("PUT", "/v1/sessions/chat-1"), 405, "method_not_allowed");
        assertProblem(server.get("/health?verbose=1"), 400, "invalid_request");
        assertThat(server.raw("GET /v1/sessions/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains(Problem.MEDIA_TYPE)
                .contains("\"code\":\"invalid_request\"")
                .doesNotContain("jetty");
    }

    @Test
    void headIsAnsweredAsGetIsWithoutABody() throws Exception {
        HttpResponse<String> absent = server.send("HEAD", "/v1/sessions/absent");

        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).isEmpty();
        assertThat(server.send("HEAD", "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void noAnswerIsKeptOrGuessedAt() throws Exception {
        for (String path : List.of("/v1/sessions", "/v1/sessions/absent", "/nowhere")) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void withoutATenantNobodySeesASession() throws Exception {
        try (TestServer nobodys = new TestServer(null)) {
            for (String path : List.of("/v1/sessions", "/v1/sessions/chat-1", "/v1/changes")) {
                HttpResponse<String> answer = nobodys.get(path);
                assertProblem(answer, 401, "unauthenticated");
                assertThat(answer.body()).contains("http.tenant");
            }
            assertThat(nobodys.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCallerFromElsewhereSpeaksForNobody() throws Exception {
        assertProblem(server.get("/v1/sessions", "X-Forwarded-For", "203.0.113.7"), 401, "unauthenticated");
        assertThat(server.raw("GET /v1/sessions HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(server.raw("GET /v1/sessions HTTP/1.1\r\nHost: 127.evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(server.raw("GET /v1/sessions HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whereTheNetworkIsTrustedEverybodySpeaksForTheTenant() throws Exception {
        try (TestServer open = new TestServer("acme", HttpCallers.ANY)) {
            assertThat(open.raw("GET /v1/sessions HTTP/1.1\r\nHost: engine-1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aFailureIsAProblemWithoutItsDetails() throws Exception {
        Readiness failing = () -> {
            throw new IllegalStateException("the secret of the engine");
        };
        try (EngineMetrics metrics = new EngineMetrics(server.progress(), null);
                HttpServer broken = new HttpServer(ports(failing, metrics), ACCESS, TestServer.COMMENT_EVERY)
                        .start("127.0.0.1", 0)) {
            assertThat(broken.port()).isPositive();
            HttpResponse<String> answer = TestServer.get(broken.port(), "/ready");
            assertProblem(answer, 500, "internal_error");
            assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
        }
    }

    @Test
    void aPortInUseIsOneSentence() {
        try (EngineMetrics metrics = new EngineMetrics(server.progress(), null);
                HttpServer second = new HttpServer(ports(Optional::empty, metrics), ACCESS, TestServer.COMMENT_EVERY)) {
            assertThatThrownBy(() -> second.start("127.0.0.1", server.port()))
                    .isInstanceOf(HttpStartException.class)
                    .hasMessageStartingWith("Expected 127.0.0.1:" + server.port() + " to be free for HTTP")
                    .hasMessageContaining("http.port");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        JsonNode problem = TestServer.json(answer);
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").textValue()).isNotEmpty();
        assertThat(problem.get("detail").textValue()).isNotEmpty();
    }
}
