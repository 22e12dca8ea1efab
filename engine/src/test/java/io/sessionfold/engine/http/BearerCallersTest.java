package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerCallersTest {

    @TempDir
    private Path folder;

    private String viewer = "";
    private String admin = "";
    private TestServer server = new TestServer("nobody");

    @BeforeEach
    void serve() {
        server.close();
        TestTokens tokens = new TestTokens(folder);
        viewer = tokens.token("acme", "ada", Scope.TENANT, Role.VIEWER);
        admin = tokens.token("acme", "root", Scope.OWN, Role.ADMIN);
        server = TestServer.with(tokens.settings("http.tenant", "acme", "http.callers", "any"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aCredentialOpensTheDoorThatItsAbsenceKeepsShut() throws Exception {
        HttpResponse<String> without = server.get("/v1/sessions");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(TestServer.json(without).get("code").textValue()).isEqualTo("unauthenticated");
        assertThat(server.get("/v1/sessions", "Authorization", "Bearer " + viewer)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v1/sessions", "Authorization", "bearer  " + viewer)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "TOKEN", "Token TOKEN", "Digest username=\"a\""})
    void anotherSchemeIsNoCredential(String header) throws Exception {
        HttpResponse<String> answer = server.get("/v1/sessions", "Authorization", header.replace("TOKEN", viewer));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer TOKENx", "Bearer TOKEN TOKEN", "Bearer a,b", "Bearer é", "Bearer {}"})
    void aWrongCredentialIsRefusedInOneWayThatSaysNothingElse(String header) throws Exception {
        String answer = server.raw("GET /v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + header.replace("TOKEN", viewer) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .contains("WWW-Authenticate: Bearer error=\"invalid_token\"")
                .contains("\"detail\":\"The bearer token is not valid\"")
                .doesNotContain(viewer);
    }

    @Test
    void aCredentialInTheUrlIsNone() throws Exception {
        for (String query : List.of("access_token=", "token=", "authorization=Bearer%20")) {
            assertThat(server.get("/v1/sessions?" + query + viewer).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void everyRouteOfATenantAsksWhoCalls() throws Exception {
        for (String path : List.of("/v1/sessions", "/v1/sessions/chat-1", "/v1/changes", "/metrics")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(401);
        }
        for (String path : List.of("/health", "/ready", "/v1/capabilities")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void metricsAreForAdminsUnlessTheyAreOpened() throws Exception {
        HttpResponse<String> forViewer = server.get("/metrics", "Authorization", "Bearer " + viewer);

        assertThat(forViewer.statusCode()).isEqualTo(403);
        assertThat(TestServer.json(forViewer).get("code").textValue()).isEqualTo("forbidden");
        assertThat(server.get("/metrics", "Authorization", "Bearer " + admin).statusCode())
                .isEqualTo(200);
        TestTokens tokens = new TestTokens(folder);
        try (TestServer open = TestServer.with(tokens.settings("http.metrics.open", "true"))) {
            assertThat(open.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPageOfAnotherOriginDoesNotSpeakForTheTenantWithoutACredential() throws Exception {
        try (TestServer local = TestServer.with(Map.of("http.tenant", "acme"))) {
            String own = "http://127.0.0.1:" + local.port();
            assertThat(local.get("/v1/sessions", "Origin", own).statusCode()).isEqualTo(200);
            for (String origin : List.of("https://evil.example", "http://127.0.0.1:1", "null")) {
                HttpResponse<String> answer = local.get("/v1/sessions", "Origin", origin);
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.headers().map().keySet())
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
            }
        }
    }
}
