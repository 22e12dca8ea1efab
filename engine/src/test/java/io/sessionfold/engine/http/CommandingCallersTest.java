package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.config.Settings;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may command what. */
class CommandingCallersTest {

    private static final String ADA = "acme ada own operator key-1";
    private static final String ADA_ELSEWHERE = "acme ada own operator key-2";
    private static final String BOB = "acme bob own operator key-3";
    private static final String VIEWER = "acme ada own viewer key-4";
    private static final String GATEWAY = "acme gw tenant operator key-5";
    private static final String OTHERS = "other ada tenant admin key-6";
    private static final String AUDITOR = "acme carl tenant auditor key-7";

    private final TestServer server = new TestServer(new SaidCallers(), Settings.of(Map.of()));

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHERS, BOB})
    @DisplayName("INV-37, INV-38: another tenant's and another user's session takes commands as one that is not there")
    void whatIsHiddenIsAsAbsent(String caller) throws Exception {
        create(ADA, "chat-1");
        run(ADA, "chat-1", "k");
        int before = server.log.events().size();

        for (String path :
                List.of("/desired-state", "/reset", "/abort", "/runs/r-1/abort", "/runs/r-1/settle", "/runs")) {
            HttpResponse<String> hidden = post(caller, "/v1/sessions/chat-1" + path, "{}");
            HttpResponse<String> absent = post(caller, "/v1/sessions/absent" + path, "{}");

            assertThat(hidden.statusCode()).as(path).isEqualTo(404);
            assertThat(hidden.body()).as(path).isEqualTo(absent.body());
        }
        for (String path : List.of("/route", "/runs/r-1", "/runs/r-1/wait?timeout=0")) {
            assertThat(get(caller, "/v1/sessions/chat-1" + path).body())
                    .as(path)
                    .isEqualTo(get(caller, "/v1/sessions/absent" + path).body());
        }
        assertThat(server.send("DELETE", "/v1/sessions/chat-1", SaidCallers.HEADER, caller)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.log.events()).hasSize(before);
    }

    @Test
    @DisplayName("INV-37: two tenants have their own session under one key")
    void twoTenantsHaveTheirOwn() throws Exception {
        assertThat(create(ADA, "chat-1").statusCode()).isEqualTo(202);
        assertThat(create(OTHERS, "chat-1").statusCode()).isEqualTo(202);
        post(OTHERS, "/v1/sessions/chat-1/desired-state", "{\"desired\":\"TERMINATED\"}");

        assertThat(phase(ADA)).isEqualTo("RUNNING");
        assertThat(phase(OTHERS)).isEqualTo("TERMINATED");
    }

    @Test
    @DisplayName("INV-39: a session obeys its user with any credential")
    void aSessionObeysItsUserWithAnyCredential() throws Exception {
        create(ADA, "chat-1");

        HttpResponse<String> answer =
                post(ADA_ELSEWHERE, "/v1/sessions/chat-1/desired-state", "{\"desired\":\"HIBERNATED\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("INV-39: a delegated session belongs to its owner; only who sees the tenant may create one")
    void aDelegatedSessionBelongsToItsOwner() throws Exception {
        String body = "{\"sessionKey\":\"chat-1\",\"kind\":\"chat\",\"ownerUserId\":\"ada\"}";

        HttpResponse<String> byBob = post(BOB, "/v1/sessions", body);
        HttpResponse<String> byGateway = post(GATEWAY, "/v1/sessions", body);

        assertThat(byBob.statusCode()).isEqualTo(403);
        assertThat(byGateway.statusCode()).isEqualTo(202);
        assertThat(get(ADA, "/v1/sessions/chat-1").statusCode()).isEqualTo(200);
        assertThat(get(BOB, "/v1/sessions/chat-1").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("INV-38: a role that lacks the verb is told so on a row that it sees, and on no other")
    void aRoleThatLacksTheVerbIsToldSo() throws Exception {
        create(ADA, "chat-1");
        create(BOB, "chat-2");

        assertThat(post(VIEWER, "/v1/sessions/chat-1/reset", "{}").statusCode()).isEqualTo(403);
        assertThat(post(VIEWER, "/v1/sessions/chat-2/reset", "{}").statusCode()).isEqualTo(404);
        assertThat(create(VIEWER, "chat-3").statusCode()).isEqualTo(403);
        assertThat(get(ADA, "/v1/audit/digest/chat-1").statusCode()).isEqualTo(403);
        assertThat(get(BOB, "/v1/audit/digest/chat-1").statusCode()).isEqualTo(404);
        assertThat(post(GATEWAY, "/v1/applications/vscode/install", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("INV-45: an auditor reads the digest, also behind a deletion")
    void anAuditorReadsTheDigest() throws Exception {
        create(ADA, "chat-1");
        JsonNode before = TestServer.json(get(AUDITOR, "/v1/audit/digest/chat-1"));
        server.send("DELETE", "/v1/sessions/chat-1", SaidCallers.HEADER, ADA);
        JsonNode after = TestServer.json(get(AUDITOR, "/v1/audit/digest/chat-1"));

        assertThat(before.path("historyDigest").textValue()).hasSize(64);
        assertThat(after.path("historyDigest")).isNotEqualTo(before.path("historyDigest"));
        assertThat(after.path("deleted").booleanValue()).isTrue();
        assertThat(get(AUDITOR, "/v1/audit/digest/absent").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyWhoSeesTheTenantWritesEvents() throws Exception {
        String event = "{\"type\":\"RunStarted\",\"sessionKey\":\"chat-1\",\"payload\":{\"runId\":\"r-1\"}}";

        assertThat(post(ADA, "/v1/events", event).statusCode()).isEqualTo(403);
        assertThat(post(GATEWAY, "/v1/events", event).statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("INV-40: a user neither names another requester nor another owner of a run")
    void aUserSpeaksForNobodyElse() throws Exception {
        create(ADA, "chat-1");

        HttpResponse<String> abort =
                post(ADA, "/v1/sessions/chat-1/abort", "{\"requester\":{\"connectionId\":\"c-1\"}}");
        HttpResponse<String> owner = post(ADA, "/v1/sessions/chat-1/runs", "{\"ownerUserId\":\"bob\"}");
        HttpResponse<String> producer = server.json(
                "POST",
                "/v1/sessions/chat-1/runs",
                "{}",
                SaidCallers.HEADER,
                ADA,
                "Idempotency-Key",
                "k",
                "Sessionfold-Producer",
                "gw");

        assertThat(abort.statusCode()).isEqualTo(403);
        assertThat(owner.statusCode()).isEqualTo(403);
        assertThat(producer.statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> create(String caller, String key) throws Exception {
        return post(caller, "/v1/sessions", "{\"sessionKey\":\"" + key + "\",\"kind\":\"chat\"}");
    }

    private void run(String caller, String key, String idempotencyKey) throws Exception {
        HttpResponse<String> answer = server.json(
                "POST",
                "/v1/sessions/" + key + "/runs",
                "{\"runId\":\"r-1\"}",
                SaidCallers.HEADER,
                caller,
                "Idempotency-Key",
                idempotencyKey);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Every one with a key of its own, as a path and a caller make it. */
    private HttpResponse<String> post(String caller, String path, String body) throws Exception {
        return server.json("POST", path, body, SaidCallers.HEADER, caller, "Idempotency-Key", caller + path);
    }

    private HttpResponse<String> get(String caller, String path) throws Exception {
        return server.get(path, SaidCallers.HEADER, caller);
    }

    private String phase(String caller) throws Exception {
        return TestServer.json(get(caller, "/v1/sessions/chat-1")).path("phase").textValue();
    }
}
