package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T14 over HTTP: another tenant's session, another user's, and none, for everything that can be done to one. */
@Timeout(60)
class CommandsOfTenantsTest {

    private static final String CREATION = "{\"sessionKey\":\"new\",\"kind\":\"chat\",\"ownerUserId\":\"OWNER\"}";

    @TempDir
    private Path folder;

    private String ada = "";
    private String viewer = "";
    private String gateway = "";
    private TestServer server = new TestServer("nobody");

    @BeforeEach
    void serve() {
        server.close();
        TestTokens tokens = new TestTokens(folder);
        ada = tokens.bearer("acme", "ada", Scope.OWN, Role.OPERATOR);
        viewer = tokens.bearer("acme", "ada", Scope.OWN, Role.VIEWER);
        gateway = tokens.bearer("acme", "gateway", Scope.TENANT, Role.OPERATOR);
        server = TestServer.with(tokens.settings());
        server.stores
                .with(0, TestSessions.session(new SessionKey("acme", "mine"), "ada", 1))
                .with(0, TestSessions.session(new SessionKey("acme", "bobs"), "bob", 1))
                .with(0, TestSessions.session(new SessionKey("globex", "theirs"), "ada", 1));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    |                 |",
                "GET    | /route          |",
                "GET    | /runs/r-1       |",
                "GET    | /runs/r-1/wait  |",
                "PATCH  |                 | {\"name\":\"n\"}",
                "DELETE |                 |",
                "POST   | /desired-state  | {\"desired\":\"HIBERNATED\"}",
                "POST   | /reset          | {}",
                "POST   | /abort          | {}",
                "POST   | /runs           | {\"runId\":\"r-2\"}",
                "POST   | /runs/r-1/abort | {}",
                "POST   | /runs/r-1/settle| {\"result\":\"OK\"}",
            })
    @DisplayName(
            "INV-37, INV-38: whatever is asked of it, another tenant's session is answered as one that there is not")
    void whatIsNotYoursIsNotThere(String method, @Nullable String path, @Nullable String body) throws Exception {
        String rest = path == null ? "" : path;
        HttpResponse<String> absent = send(method, "/v1/sessions/absent" + rest, ada, body);

        assertThat(absent.statusCode()).as(absent.body()).isEqualTo(404);
        assertThat(TestServer.json(absent).get("code").textValue()).isEqualTo("session_not_found");
        for (String key : List.of("theirs", "bobs")) {
            HttpResponse<String> hidden = send(method, "/v1/sessions/" + key + rest, ada, body);
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.body()).isEqualTo(absent.body());
        }
        assertThat(send(method, "/v1/sessions/theirs" + rest, gateway, body).body())
                .isEqualTo(absent.body());
        if (!method.equals("GET")) {
            HttpResponse<String> mine = send(method, "/v1/sessions/mine" + rest, viewer, body);
            assertThat(mine.statusCode()).as("a viewer's own").isEqualTo(403);
            assertThat(TestServer.json(mine).get("code").textValue()).isEqualTo("forbidden");
        }
    }

    @Test
    @DisplayName("INV-38: the digest of a history is for auditors, and hidden as its session is")
    void digestsAreForAuditors() throws Exception {
        HttpResponse<String> absent = send("GET", "/v1/audit/digest/absent", ada, null);

        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v1/audit/digest/theirs", ada, null).body()).isEqualTo(absent.body());
        assertThat(send("GET", "/v1/audit/digest/mine", ada, null).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("INV-39: a session is made for its caller; for another user, by whoever sees the tenant alone")
    void aSessionIsMadeForItsCaller() throws Exception {
        assertThat(send("POST", "/v1/sessions", viewer, CREATION.replace("OWNER", "ada"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/v1/sessions", ada, CREATION.replace("OWNER", "bob"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> delegated = send("POST", "/v1/sessions", gateway, CREATION.replace("OWNER", "ada"));

        assertThat(delegated.statusCode()).as(delegated.body()).isEqualTo(202);
        assertThat(send("GET", "/v1/sessions/new", viewer, null).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("INV-37: a tenant in an event's body is the caller's, or the event is refused")
    void aTenantInABodyIsTheCallersOrRefused() throws Exception {
        String event = "{\"type\":\"SessionDeleted\",\"tenantId\":\"TENANT\",\"sessionKey\":\"theirs\","
                + "\"producerId\":\"p\",\"payload\":{}}";

        assertThat(send("POST", "/v1/events", ada, event.replace("TENANT", "acme"))
                        .statusCode())
                .as("writing events needs the tenant's scope")
                .isEqualTo(403);
        HttpResponse<String> foreign = send("POST", "/v1/events", gateway, event.replace("TENANT", "globex"));
        JsonNode problem = TestServer.json(foreign);
        assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(403);
        assertThat(problem.get("code").textValue()).isEqualTo("forbidden");
        assertThat(send("POST", "/v1/events", gateway, event.replace("TENANT", "nowhere"))
                        .body())
                .isEqualTo(foreign.body());
    }

    private HttpResponse<String> send(String method, String path, String bearer, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", bearer);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "k-1");
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        DocumentedAnswers.check(method, path, answer);
        return answer;
    }
}
