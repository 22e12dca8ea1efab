package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no command is a problem that says what was wrong and what was expected; nothing of it is written. */
class BadCommandsTest {

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        assertThat(server.log.events()).isEmpty();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | JSON",
                "{} {} | JSON",
                "[] | one JSON object",
                "null | one JSON object",
                "{\"kind\":\"chat\"} | 'sessionKey' to be a text, but it was absent",
                "{\"sessionKey\":7} | 'sessionKey' to be a text, but it was 7",
                "{\"sessionKey\":\"a/b\",\"kind\":\"chat\"} | without a slash",
                "{\"sessionKey\":\"a\",\"sessionKey\":\"b\"} | Duplicate",
                "{\"sessionKey\":\"a\"} | 'kind' to be a text, but it was absent",
                "{\"sessionKey\":\"a\",\"kind\":{}} | 'kind' to be a text",
                "{\"sessionKey\":\"a\",\"kind\":\"chat\",\"colour\":1} | 'colour'",
                "{\"sessionKey\":\"a\",\"kind\":\"chat\",\"concurrency\":\"MANY\"} | one of [EXCLUSIVE",
                "{\"sessionKey\":\"a\",\"kind\":\"chat\",\"createdByUserId\":\"eve\"} | 'createdByUserId' to be left out",
                "{\"sessionKey\":\"a\",\"kind\":\"chat\",\"credentialId\":\"c\"} | 'credentialId' to be left out",
                "{\"sessionKey\":\"a\",\"kind\":\"chat\",\"policy\":{\"phaseMs\":\"1\"}} | 'policy.phaseMs'",
                "{\"sessionKey\":\"a\",\"kind\":\"chat\",\"policy\":[]} | 'policy' to be an object",
            })
    void aBodyThatIsNoCreationIsNamed(String body, String detail) throws Exception {
        HttpResponse<String> answer = server.json("POST", "/v1/sessions", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(problem(answer).path("code").textValue()).isEqualTo("invalid_request");
        assertThat(problem(answer).path("detail").textValue()).contains(detail);
    }

    @Test
    void aBodyThatIsTooDeepIsRefused() throws Exception {
        HttpResponse<String> answer =
                server.json("POST", "/v1/sessions", "{\"tags\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer).path("detail").textValue()).contains("depth");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() throws Exception {
        for (String type : new String[] {"text/plain", "application/xml", "application/json; charset=latin1"}) {
            HttpResponse<String> answer = server.body("POST", "/v1/sessions", type, "{\"sessionKey\":\"a\"}");

            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(problem(answer).path("code").textValue()).isEqualTo("unsupported_media_type");
            assertThat(problem(answer).path("detail").textValue()).contains(type);
        }
    }

    @Test
    void anIdempotencyKeyThatIsNoneIsRefused() throws Exception {
        assertThat(key("x".repeat(256)).path("code").textValue()).isEqualTo("invalid_idempotency_key");
        assertThat(problem(server.json("POST", "/v1/sessions/a/runs", "{}"))
                        .path("code")
                        .textValue())
                .isEqualTo("idempotency_key_required");
        String twice = String.join(
                "\r\n",
                "POST /v1/sessions HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Idempotency-Key: a",
                "Idempotency-Key: b",
                "Content-Length: 0",
                "",
                "");
        assertThat(server.raw(twice)).contains("invalid_idempotency_key");
    }

    @Test
    void anUnknownParameterIsRefused() throws Exception {
        assertThat(server.json("POST", "/v1/sessions?tenant=other", "{}").statusCode())
                .isEqualTo(400);
        assertThat(server.json("POST", "/v1/events?sync=true", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void noEventAndTooManyAreRefused() throws Exception {
        assertThat(server.json("POST", "/v1/events", "[]").statusCode()).isEqualTo(400);
        assertThat(server.json("POST", "/v1/events", "7").statusCode()).isEqualTo(400);
        HttpResponse<String> many = server.body("POST", "/v1/events", "application/x-ndjson", "{}\n".repeat(1_001));
        assertThat(many.statusCode()).isEqualTo(413);
        assertThat(problem(many).path("code").textValue()).isEqualTo("too_many_events");
    }

    @Test
    void aSessionThatIsNotThereTakesNoCommand() throws Exception {
        for (String path : new String[] {"/desired-state", "/reset", "/abort", "/runs/r-1/settle", "/runs"}) {
            HttpResponse<String> answer =
                    server.json("POST", "/v1/sessions/absent" + path, "{}", "Idempotency-Key", "k");

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(problem(answer).path("code").textValue()).isEqualTo("session_not_found");
        }
    }

    private JsonNode key(String key) throws Exception {
        return problem(
                server.json("POST", "/v1/sessions", "{\"sessionKey\":\"a\",\"kind\":\"c\"}", "Idempotency-Key", key));
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return TestServer.json(answer);
    }
}
