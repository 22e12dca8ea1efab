package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTricksTest {

    private final TestServer server = new TestServer("acme");

    @BeforeEach
    void someSessions() {
        for (String key : List.of("chat-1", "\ufffd", "A", "..")) {
            server.stores.with(0, TestSessions.session(new SessionKey("acme", key), "ada", 1));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sessions/%00",
                "/v1/sessions/chat-1%00",
                "/v1/sessions/chat-1%0d%0aX:1",
                "/v1/sessions/%7f",
                "/v1/sessions/%c0%af",
                "/v1/sessions/%c1%81",
                "/v1/sessions/%e0%80%af",
                "/v1/sessions/%ed%a0%80",
                "/v1/sessions/%f8%88%80%80%80",
                "/v1/sessions/%ff",
                "/v1/sessions/%u0041",
                "/v1/sessions/%4",
                "/v1/sessions/%",
                "/v1/sessions/a%2fb",
                "/v1/sessions/..%2fsecret",
                "/v1/sessions?owner=%ff",
                "/v1/sessions?owner=%c0%af",
                "/v1/sessions?owner=%00",
                "\\v1\\sessions"
            })
    void whatCanBeReadInTwoWaysIsRefused(String uri) throws IOException {
        assertThat(ask("GET", uri))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"invalid_request\"")
                .contains("X-Content-Type-Options")
                .doesNotContain("historyDigest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/x/../sessions/chat-1",
                "/v1/x/%2e%2e/sessions/chat-1",
                "/v1/sessions/./chat-1",
                "/v1//sessions/chat-1",
                "//v1/sessions/chat-1",
                "/v1%2fsessions/chat-1",
                "/V1/sessions/chat-1",
                "/v1/sessions/%252e%252e",
                "/v1/sessions/chat-1;v=1"
            })
    void noDetourLeadsToASession(String uri) throws IOException {
        assertThat(ask("GET", uri)).startsWith("HTTP/1.1 404").doesNotContain("historyDigest");
    }

    @Test
    void aMethodThatARouteDoesNotHaveIsAProblemThatNamesThoseItHas() throws IOException {
        for (String method : List.of("OPTIONS", "TRACE", "PUT", "PATCH", "FOO")) {
            assertThat(ask(method, "/v1/sessions"))
                    .startsWith("HTTP/1.1 405")
                    .contains("Allow: GET, POST, HEAD")
                    .contains("\"code\":\"method_not_allowed\"")
                    .doesNotContain("Access-Control");
        }
        assertThat(ask("CONNECT", "/v1/sessions")).startsWith("HTTP/1.1 400");
        assertThat(server.raw(String.join(
                        "\r\n",
                        "OPTIONS /v1/sessions HTTP/1.1",
                        "Host: localhost",
                        "Origin: https://evil.example",
                        "Access-Control-Request-Method: GET",
                        "Connection: close",
                        "",
                        "")))
                .doesNotContain("Access-Control-Allow");
    }

    @Test
    void aRequestWithTwoHostsOrTwoLengthsIsRefused() throws IOException {
        assertThat(server.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(server.raw(
                        "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(server.raw(
                        "GET http://evil.example/v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void everyAnswerCarriesTheHeadersThatABrowserNeeds() throws IOException {
        for (String answer : List.of(
                ask("GET", "/health"), ask("GET", "/nowhere"), ask("GET", "/v1/sessions/%zz"), ask("FOO", "/health"))) {
            assertThat(answer)
                    .contains("Content-Security-Policy: default-src 'none'")
                    .contains("X-Frame-Options: DENY")
                    .contains("Referrer-Policy: no-referrer")
                    .contains("Cross-Origin-Resource-Policy: same-origin")
                    .contains("Cache-Control: no-store")
                    .doesNotContain("Strict-Transport-Security")
                    .doesNotContain("Server:");
        }
    }

    private String ask(String method, String uri) throws IOException {
        return server.raw(method + ' ' + uri + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
}
