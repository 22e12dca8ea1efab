package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs over HTTP, decided by the fold itself. */
class RunRoutesTest {

    private static final String RUNS = "/v1/sessions/chat-1/runs";

    private final TestServer server = new TestServer("acme");

    @BeforeEach
    void create() throws Exception {
        create("chat-1", "EXCLUSIVE");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-36: of two clients that race for an EXCLUSIVE session one is admitted with a fencing token")
    void ofTwoClientsOneIsAdmitted() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> race = Stream.of("k-1", "k-2")
                .map(key -> CompletableFuture.supplyAsync(() -> unchecked(key)))
                .toList();
        List<HttpResponse<String>> answers =
                race.stream().map(CompletableFuture::join).toList();

        HttpResponse<String> winner = only(answers, 202);
        HttpResponse<String> loser = only(answers, 409);
        assertThat(TestServer.json(winner).path("status").textValue()).isEqualTo("started");
        assertThat(TestServer.json(winner).path("fencingToken").longValue()).isPositive();
        assertThat(code(loser)).isEqualTo("conversation_busy");
        assertThat(TestServer.json(loser).path("runId"))
                .isEqualTo(TestServer.json(winner).path("runId"));
    }

    @Test
    @DisplayName("INV-36: in a QUEUED session the second run waits")
    void aSecondRunWaits() throws Exception {
        create("chat-2", "QUEUED");

        JsonNode first = TestServer.json(run("/v1/sessions/chat-2/runs", "k-1", "{}"));
        JsonNode second = TestServer.json(run("/v1/sessions/chat-2/runs", "k-2", "{}"));

        assertThat(first.path("status").textValue()).isEqualTo("started");
        assertThat(second.path("status").textValue()).isEqualTo("queued");
        assertThat(second.path("fencingToken").longValue())
                .isGreaterThan(first.path("fencingToken").longValue());
    }

    @Test
    @DisplayName("INV-8: a send repeated while active, in the guard window and after settling starts no second run")
    void aRepeatedSendIsAnsweredByTheGuard() throws Exception {
        JsonNode first = TestServer.json(run(RUNS, "k-1", "{\"runId\":\"r-1\"}"));
        JsonNode active = TestServer.json(run(RUNS, "k-1", "{\"runId\":\"r-1\"}"));
        event("RunStarted", "{\"runId\":\"r-1\"}");
        event("RunEnded", "{\"runId\":\"r-1\",\"replyRef\":\"reply-1\"}");
        JsonNode window = TestServer.json(run(RUNS, "k-1", "{\"runId\":\"r-1\"}"));
        HttpResponse<String> settled =
                server.json("POST", RUNS + "/r-1/settle", "{\"result\":\"OK\",\"summary\":\"said it\"}");
        JsonNode after = TestServer.json(run(RUNS, "k-1", "{\"runId\":\"r-1\"}"));

        assertThat(first.path("cached").booleanValue()).isFalse();
        assertThat(active.path("status").textValue()).isEqualTo("in_flight");
        assertThat(active.path("runId").textValue()).isEqualTo("r-1");
        assertThat(active.path("fencingToken")).isEqualTo(first.path("fencingToken"));
        assertThat(window.path("status").textValue()).isEqualTo("in_flight");
        assertThat(settled.statusCode()).isEqualTo(202);
        assertThat(after.path("status").textValue()).isEqualTo("done");
        assertThat(after.path("cached").booleanValue()).isTrue();
        assertThat(after.path("replyRef").textValue()).isEqualTo("reply-1");
        assertThat(after.path("summary").textValue()).isEqualTo("said it");
        assertThat(after.path("reason").textValue()).isEqualTo("GUARD_HIT");
    }

    @Test
    @DisplayName("INV-8: after the guard's time the same key admits another run")
    void afterTheGuardsTimeTheKeyIsFree() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\"}");
        event("RunEnded", "{\"runId\":\"r-1\"}");
        server.json("POST", RUNS + "/r-1/settle", "{\"result\":\"OK\"}");
        server.log.now = server.log.now.plus(Duration.ofMinutes(16));

        JsonNode again = TestServer.json(run(RUNS, "k-1", "{\"runId\":\"r-2\"}"));

        assertThat(again.path("status").textValue()).isEqualTo("started");
        assertThat(again.path("runId").textValue()).isEqualTo("r-2");
        assertThat(again.path("cached").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("INV-8: the same key with another request is a conflict that names the first run")
    void anotherRequestUnderTheSameKeyIsAConflict() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\",\"kind\":\"turn\"}");

        HttpResponse<String> reordered = run(RUNS, "k-1", "{ \"kind\" : \"turn\", \"runId\":\"r-1\" }");
        HttpResponse<String> another = run(RUNS, "k-1", "{\"runId\":\"r-1\",\"kind\":\"execution\"}");

        assertThat(reordered.statusCode()).isEqualTo(202);
        assertThat(another.statusCode()).isEqualTo(422);
        assertThat(code(another)).isEqualTo("fingerprint_conflict");
        assertThat(TestServer.json(another).path("runId").textValue()).isEqualTo("r-1");
    }

    @Test
    @DisplayName("INV-11: an abort in the guard window changes nothing, and says so")
    void anAbortAfterTheEndChangesNothing() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\"}");
        event("RunEnded", "{\"runId\":\"r-1\"}");

        HttpResponse<String> abort = server.json("POST", RUNS + "/r-1/abort", "{}");

        assertThat(abort.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(abort).path("aborted").booleanValue()).isFalse();
        assertThat(TestServer.json(abort).path("reason").textValue()).isEqualTo("ALREADY_TERMINAL");
        assertThat(TestServer.json(abort).at("/session/lastRunStatus").textValue())
                .isEqualTo("done");
    }

    @Test
    @DisplayName("INV-40: a stranger aborts nothing; the run's owner, and an admin, do")
    void aStrangerAbortsNothing() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\",\"ownerUserId\":\"ada\"}");

        HttpResponse<String> stranger =
                server.json("POST", RUNS + "/r-1/abort", "{\"requester\":{\"userId\":\"eve\"}}");
        HttpResponse<String> owner = server.json("POST", RUNS + "/r-1/abort", "{\"requester\":{\"userId\":\"ada\"}}");
        run(RUNS, "k-2", "{\"runId\":\"r-2\",\"ownerUserId\":\"ada\"}");
        HttpResponse<String> admin = server.send("POST", RUNS + "/r-2/abort");

        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(code(stranger)).isEqualTo("not_owner");
        assertThat(TestServer.json(owner).path("aborted").booleanValue()).isTrue();
        assertThat(TestServer.json(owner).at("/session/lastRunStatus").textValue())
                .isEqualTo("killed");
        assertThat(TestServer.json(admin).path("aborted").booleanValue()).isTrue();
    }

    @Test
    @DisplayName("INV-40: an abort of all includes the caller's hidden runs and leaves out others', without a refusal")
    void anAbortOfAllLeavesOutOthers() throws Exception {
        create("chat-2", "PARALLEL");
        String runs = "/v1/sessions/chat-2/runs";
        run(runs, "k-1", "{\"runId\":\"r-1\",\"ownerUserId\":\"ada\"}");
        run(runs, "k-2", "{\"runId\":\"r-2\",\"ownerUserId\":\"ada\",\"visible\":false}");
        run(runs, "k-3", "{\"runId\":\"r-3\",\"ownerUserId\":\"bob\"}");

        JsonNode abort = TestServer.json(
                server.json("POST", "/v1/sessions/chat-2/abort", "{\"requester\":{\"userId\":\"ada\"}}"));

        assertThat(abort.at("/session/activeRunIds").toString()).isEqualTo("[\"r-3\"]");
        assertThat(TestServer.json(server.get(runs + "/r-2"))
                        .at("/outcome/status")
                        .textValue())
                .isEqualTo("killed");
    }

    @Test
    @DisplayName("INV-24: an abort that comes before its run waits for it")
    void anAbortThatComesFirstWaits() throws Exception {
        JsonNode abort = TestServer.json(server.send("POST", RUNS + "/r-1/abort"));
        JsonNode admission = TestServer.json(run(RUNS, "k-1", "{\"runId\":\"r-1\"}"));

        assertThat(abort.path("aborted").booleanValue()).isFalse();
        assertThat(abort.path("awaited").booleanValue()).isTrue();
        assertThat(admission.path("status").textValue()).isEqualTo("killed");
    }

    @Test
    void anAdmissionWhoseDecisionIsNotLearnedIsPending() throws Exception {
        server.log.isStuck = true;

        HttpResponse<String> answer = run(RUNS, "k-1", "{\"runId\":\"r-1\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(answer).path("status").textValue()).isEqualTo("pending");
        assertThat(TestServer.json(answer).path("decided").textValue()).isEqualTo("unknown");
        assertThat(TestServer.json(answer).path("fencingToken").isNull()).isTrue();
    }

    @Test
    void aRunIsReadWithItsOutcome() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\",\"messageIds\":[\"m-1\"]}");
        JsonNode open = TestServer.json(server.get(RUNS + "/r-1"));
        event("TerminalReplyCommitted", "{\"runId\":\"r-1\",\"messageIds\":[\"m-1\"],\"replyRef\":\"reply-1\"}");
        JsonNode ended = TestServer.json(server.get(RUNS + "/r-1"));

        assertThat(open.path("state").textValue()).isEqualTo("ACCEPTED");
        assertThat(open.path("live").booleanValue()).isTrue();
        assertThat(open.path("outcome").isNull()).isTrue();
        assertThat(ended.path("state").textValue()).isEqualTo("ENDED");
        assertThat(ended.at("/outcome/status").textValue()).isEqualTo("done");
        assertThat(ended.at("/outcome/replyRef").textValue()).isEqualTo("reply-1");
        assertThat(code(server.get(RUNS + "/r-9"))).isEqualTo("run_not_found");
    }

    @Test
    @DisplayName("INV-19: only live compares with now")
    void onlyLiveComparesWithNow() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\"}");
        server.log.now = server.log.now.plus(Duration.ofHours(1));

        JsonNode silent = TestServer.json(server.get(RUNS + "/r-1"));

        assertThat(silent.path("live").booleanValue()).isFalse();
        assertThat(silent.path("state").textValue()).isEqualTo("ACCEPTED");
    }

    @Test
    void whoWaitsIsWokenByTheOutcome() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\"}");
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return TestServer.json(server.get(RUNS + "/r-1/wait?timeout=25"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        event("RunEnded", "{\"runId\":\"r-1\"}");

        assertThat(waiting.join().at("/outcome/status").textValue()).isEqualTo("done");
        assertThat(TestServer.json(server.get(RUNS + "/r-1/wait?timeout=0"))
                        .at("/outcome/status")
                        .textValue())
                .isEqualTo("done");
    }

    @Test
    void whoWaitsInVainIsToldHowTheRunStands() throws Exception {
        run(RUNS, "k-1", "{\"runId\":\"r-1\"}");

        assertThat(TestServer.json(server.get(RUNS + "/r-1/wait?timeout=0"))
                        .path("outcome")
                        .isNull())
                .isTrue();
        assertThat(server.get(RUNS + "/r-1/wait?timeout=31").statusCode()).isEqualTo(400);
    }

    private void create(String key, String concurrency) throws Exception {
        server.json(
                "POST",
                "/v1/sessions",
                "{\"sessionKey\":\"%s\",\"kind\":\"chat\",\"concurrency\":\"%s\"}".formatted(key, concurrency));
    }

    private HttpResponse<String> run(String path, String key, String body) throws Exception {
        return server.json("POST", path, body, "Idempotency-Key", key);
    }

    private HttpResponse<String> unchecked(String key) {
        try {
            return run(RUNS, key, "{}");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void event(String type, String payload) throws Exception {
        HttpResponse<String> answer = server.json(
                "POST",
                "/v1/events",
                "{\"type\":\"%s\",\"sessionKey\":\"chat-1\",\"payload\":%s}".formatted(type, payload));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static HttpResponse<String> only(List<HttpResponse<String>> answers, int status) {
        List<HttpResponse<String>> found =
                answers.stream().filter(answer -> answer.statusCode() == status).toList();
        assertThat(found)
                .as("%s", answers.stream().map(HttpResponse::body).toList())
                .hasSize(1);
        return found.get(0);
    }

    private static String code(HttpResponse<String> answer) {
        return TestServer.json(answer).path("code").textValue();
    }
}
