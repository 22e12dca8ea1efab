package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.query.Ownership;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRoutesTest {

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSessionIsTheWholeRowWithExplicitNullsAndItsPosition() throws Exception {
        server.stores.with(1, TestSessions.session(key("chat-1"), "ada", 41));

        HttpResponse<String> answer = server.get("/v1/sessions/chat-1");
        JsonNode row = TestServer.json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(row.properties().stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(SessionRow.getClassSchema().getFields().stream()
                        .map(field -> field.name())
                        .toList());
        assertThat(row.get("phase").textValue()).isEqualTo("RUNNING");
        assertThat(row.get("phaseLabel").textValue()).isEqualTo("Running");
        assertThat(row.get("url").isNull()).isTrue();
        assertThat(position(answer).events()).containsExactly(Map.entry(0, 41L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent:main:ü", "a b+c", "100%", "q?x=1&y", "a;b", "..", "%2F", "日本"})
    void aKeyIsPercentDecodedOnce(String sessionKey) throws Exception {
        server.stores.with(0, TestSessions.session(key(sessionKey), "ada", 1));
        String encoded = URLEncoder.encode(sessionKey, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");

        HttpResponse<String> answer = server.get("/v1/sessions/" + encoded);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestServer.json(answer).get("sessionKey").textValue()).isEqualTo(sessionKey);
    }

    @Test
    @DisplayName("INV-38: absent and another tenant's are the same 404")
    void absentAndAnotherTenantsAreTheSame() throws Exception {
        server.stores.with(0, TestSessions.session(new SessionKey("other", "chat-1"), "eve", 1));

        HttpResponse<String> others = server.get("/v1/sessions/chat-1");
        HttpResponse<String> absent = server.get("/v1/sessions/chat-2");

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(absent.body());
        assertThat(TestServer.json(others).get("code").textValue()).isEqualTo("session_not_found");
    }

    @Test
    @DisplayName("INV-41: a key of another instance is a 503 that says where to ask")
    void aKeyOfAnotherInstanceIsNotReady() throws Exception {
        server.stores.owner(key("chat-1"), new Ownership.Elsewhere("other:8480"));

        HttpResponse<String> answer = server.get("/v1/sessions/chat-1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("store_not_ready");
        assertThat(TestServer.json(answer).get("detail").textValue()).contains("http://other:8480");
    }

    @Test
    void aListIsPagedByItsCursor() throws Exception {
        server.stores
                .with(0, TestSessions.session(key("a"), "ada", 1))
                .with(1, TestSessions.active(key("b"), "ada", "gw-1"))
                .with(0, TestSessions.session(key("c"), "bob", 1));

        HttpResponse<String> first = server.get("/v1/sessions?limit=1&owner=ada");
        JsonNode page = TestServer.json(first);
        JsonNode second = TestServer.json(
                server.get("/v1/sessions?owner=ada&cursor=" + page.get("cursor").textValue()));

        assertThat(keys(page)).containsExactly("a");
        assertThat(keys(second)).containsExactly("b");
        assertThat(second.get("cursor").isNull()).isTrue();
        assertThat(position(first).changes()).containsExactly(Map.entry(0, 7L));
        assertThat(keys(TestServer.json(server.get("/v1/sessions?active=true"))))
                .containsExactly("b");
    }

    @Test
    void aCursorOfAnotherFilterIsRefused() throws Exception {
        server.stores.with(0, TestSessions.session(key("a"), "ada", 1)).with(0, TestSessions.session(key("b"), "a", 1));
        String cursor = TestServer.json(server.get("/v1/sessions?limit=1"))
                .get("cursor")
                .textValue();

        JsonNode problem = TestServer.json(server.get("/v1/sessions?owner=ada&cursor=" + cursor));

        assertThat(problem.get("status").intValue()).isEqualTo(400);
        assertThat(problem.get("detail").textValue()).contains("another filter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit to be a whole number from 1 to 1000, but it was '0'",
                "limit=1001 | limit",
                "limit=ten | limit",
                "limit=1&limit=2 | limit once",
                "active=yes | active to be true or false",
                "phase=running | phase to be one of PENDING",
                "phase=UNKNOWN | phase to be one of",
                "cursor=abc | cursor",
                "tenant=other&colour=red | there was colour, tenant",
                "owner=%zz | cannot be understood",
            })
    void aWrongParameterIsNamed(String query, String detail) throws Exception {
        String answer =
                server.raw("GET /v1/sessions?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"invalid_request\"")
                .contains(detail);
    }

    @Test
    void aKeyThatCannotExistIsRefused() throws Exception {
        for (String path : List.of("a%2Fb", "%00", "k".repeat(513))) {
            assertThat(server.get("/v1/sessions/" + path).statusCode()).as(path).isEqualTo(400);
        }
    }

    private static PositionToken position(HttpResponse<String> answer) {
        return PositionToken.parse(
                        answer.headers().firstValue("Sessionfold-Position").orElseThrow())
                .orElseThrow();
    }

    private static List<String> keys(JsonNode page) {
        return page.get("sessions").findValuesAsText("sessionKey");
    }

    private static SessionKey key(String sessionKey) {
        return new SessionKey("acme", sessionKey);
    }
}
