package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantines over HTTP: what is said of them, who may see and release them, and what the door refuses. */
class QuarantineRoutesTest {

    private static final String SESSION = "/v1/sessions/chat-1";
    private static final String QUARANTINE = SESSION + "/quarantine";
    private static final String RELEASE = QUARANTINE + "/release";

    @Test
    @DisplayName("INV-47: a command behind a quarantine is parked, and the row, the list and the count say why")
    void aCommandIsParked() throws Exception {
        try (TestServer server = new TestServer("acme")) {
            create(server, "chat-1");
            create(server, "chat-2");
            JsonNode poison = TestServer.json(renamedOnAFoldWithABug(server, "a"));
            JsonNode later = TestServer.json(rename(server, "b"));

            assertThat(poison.path("decided").textValue()).isEqualTo("parked");
            assertThat(later.path("decided").textValue()).isEqualTo("parked");
            assertThat(later.path("session").path("quarantined").booleanValue()).isTrue();
            assertThat(TestServer.json(server.get("/v1/sessions?quarantined=true"))
                            .path("sessions")
                            .findValuesAsText("sessionKey"))
                    .containsExactly("chat-1");
            assertThat(TestServer.json(server.get("/v1/sessions?quarantined=false"))
                            .path("sessions")
                            .findValuesAsText("sessionKey"))
                    .containsExactly("chat-2");
            assertThat(TestServer.json(server.get("/v1/sessions?quarantined=true&count=true"))
                            .path("count")
                            .intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("INV-47: a quarantine says on what the fold failed, and what is parked, without payloads")
    void aQuarantineIsShown() throws Exception {
        try (TestServer server = new TestServer("acme")) {
            create(server, "chat-1");
            assertThat(TestServer.json(server.get(QUARANTINE)).path("code").textValue())
                    .isEqualTo("quarantine_not_found");
            renamedOnAFoldWithABug(server, "a");
            rename(server, "b");

            JsonNode shown = TestServer.json(server.get(QUARANTINE));
            assertThat(shown.path("errorClass").textValue()).isEqualTo("java.lang.ArithmeticException");
            assertThat(shown.path("parkedCount").intValue()).isEqualTo(2);
            assertThat(shown.path("parked").findValuesAsText("type"))
                    .containsExactly("SessionUpdated", "SessionUpdated");
            assertThat(shown.path("parked").get(0).path("position")).isEqualTo(shown.path("position"));
            assertThat(shown.toString()).doesNotContain("\"name\"");
        }
    }

    @Test
    @DisplayName("INV-47: a release folds what is parked, once for each Idempotency-Key")
    void aReleaseFoldsWhatIsParked() throws Exception {
        try (TestServer server = new TestServer("acme")) {
            create(server, "chat-1");
            renamedOnAFoldWithABug(server, "a");
            rename(server, "b");

            HttpResponse<String> released = server.json("POST", RELEASE, "{}", "Idempotency-Key", "k");
            int written = server.log.events().size();
            HttpResponse<String> again = server.json("POST", RELEASE, "{}", "Idempotency-Key", "k");

            assertThat(released.statusCode()).isEqualTo(202);
            assertThat(TestServer.json(released).path("session").path("name").textValue())
                    .isEqualTo("b");
            assertThat(TestServer.json(released)
                            .path("session")
                            .path("quarantined")
                            .booleanValue())
                    .isFalse();
            assertThat(TestServer.json(again).path("decided").textValue()).isEqualTo("applied");
            assertThat(server.log.events()).hasSize(written);
            assertThat(server.json("POST", RELEASE, "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("INV-46, INV-47: a release leaves out what it names, and a wrong offset is refused")
    void aReleaseLeavesOutWhatItNames() throws Exception {
        try (TestServer server = new TestServer("acme")) {
            create(server, "chat-1");
            renamedOnAFoldWithABug(server, "a");
            rename(server, "b");
            long poison = TestServer.json(server.get(QUARANTINE))
                    .path("position")
                    .path("offset")
                    .longValue();

            assertThat(server.json("POST", RELEASE, "{\"skip\":[777]}").statusCode())
                    .isEqualTo(409);
            assertThat(server.json("POST", RELEASE, "{\"skip\":\"all\"}").statusCode())
                    .isEqualTo(400);
            assertThat(server.json("POST", RELEASE, "{\"skipped\":[1]}").statusCode())
                    .isEqualTo(400);
            JsonNode released = TestServer.json(server.json("POST", RELEASE, "{\"skip\":[" + poison + "]}"));
            assertThat(released.path("session").path("name").textValue()).isEqualTo("b");
        }
    }

    @Test
    @DisplayName(
            "INV-38, INV-47: auditors and admins see a quarantine, admins alone release it; to others it is not there")
    void whoMayDoWhat(@TempDir Path folder) throws Exception {
        TestTokens tokens = new TestTokens(folder);
        String admin = tokens.bearer("acme", "root", Scope.TENANT, Role.ADMIN);
        String auditor = tokens.bearer("acme", "aud", Scope.TENANT, Role.AUDITOR);
        String operator = tokens.bearer("acme", "gw", Scope.TENANT, Role.OPERATOR);
        String stranger = tokens.bearer("other", "root", Scope.TENANT, Role.ADMIN);
        try (TestServer server = TestServer.with(tokens.settings())) {
            server.json(
                    "POST", "/v1/sessions", "{\"sessionKey\":\"chat-1\",\"kind\":\"chat\"}", "Authorization", admin);
            server.log.poison = event -> true;
            server.json("PATCH", SESSION, "{\"name\":\"a\"}", "Authorization", admin);
            server.log.poison = event -> false;

            assertThat(server.get(QUARANTINE, "Authorization", auditor).statusCode())
                    .isEqualTo(200);
            assertThat(server.get(QUARANTINE, "Authorization", operator).statusCode())
                    .isEqualTo(403);
            assertThat(server.get(QUARANTINE, "Authorization", stranger).statusCode())
                    .isEqualTo(404);
            assertThat(release(server, auditor)).isEqualTo(403);
            assertThat(release(server, operator)).isEqualTo(403);
            assertThat(release(server, stranger)).isEqualTo(404);
            assertThat(release(server, admin)).isEqualTo(202);
        }
    }

    @Test
    @DisplayName("INV-47: from outside nobody says that a session is quarantined, nor that it is released")
    void theDoorRefusesWhatTheEngineSays() throws Exception {
        try (TestServer server = new TestServer("acme")) {
            create(server, "chat-1");
            String position = "{\"topic\":\"sessionfold.events\",\"partition\":0,\"offset\":0}";
            String quarantined = "{\"type\":\"SessionQuarantined\",\"sessionKey\":\"chat-1\",\"payload\":{\"position\":"
                    + position + ",\"errorClass\":\"X\"}}";
            String released =
                    "{\"type\":\"QuarantineReleased\",\"sessionKey\":\"chat-1\",\"payload\":{\"upToPosition\":"
                            + position + ",\"skipped\":[]}}";

            assertThat(server.json("POST", "/v1/events", quarantined).body()).contains("reserved_event");
            assertThat(server.json("POST", "/v1/events", released).body()).contains("reserved_event");
            assertThat(server.log.events()).hasSize(1);
        }
    }

    private static int release(TestServer server, String bearer) throws Exception {
        return server.json("POST", RELEASE, "{}", "Authorization", bearer).statusCode();
    }

    private static void create(TestServer server, String key) throws Exception {
        server.json("POST", "/v1/sessions", "{\"sessionKey\":\"" + key + "\",\"kind\":\"chat\"}");
    }

    private static HttpResponse<String> renamedOnAFoldWithABug(TestServer server, String name) throws Exception {
        server.log.poison = event -> true;
        HttpResponse<String> answer = rename(server, name);
        server.log.poison = event -> false;
        return answer;
    }

    private static HttpResponse<String> rename(TestServer server, String name) throws Exception {
        return server.json("PATCH", SESSION, "{\"name\":\"" + name + "\"}");
    }
}
