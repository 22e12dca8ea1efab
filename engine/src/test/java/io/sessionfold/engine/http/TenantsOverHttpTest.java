package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** T14 over HTTP: two tenants with equal keys, users and names, and another tenant's wherever a key can stand. */
@Timeout(60)
class TenantsOverHttpTest {

    private static final PositionToken HERE = PositionToken.ofChanges(new TreeMap<>(Map.of(0, 8L)));

    @TempDir
    private Path folder;

    private String acmesAda = "";
    private String acmesAdaAgain = "";
    private String acmesBob = "";
    private String acmesGateway = "";
    private String globexAda = "";
    private String globexAdmin = "";
    private TestServer server = new TestServer("nobody");

    @BeforeEach
    void serve() {
        server.close();
        TestTokens tokens = new TestTokens(folder);
        acmesAda = tokens.bearer("acme", "ada", Scope.OWN, Role.OPERATOR);
        acmesAdaAgain = tokens.bearer("acme", "ada", Scope.OWN, Role.VIEWER);
        acmesBob = tokens.bearer("acme", "bob", Scope.OWN, Role.OPERATOR);
        acmesGateway = tokens.bearer("acme", "gateway", Scope.TENANT, Role.OPERATOR);
        globexAda = tokens.bearer("globex", "ada", Scope.OWN, Role.OPERATOR);
        globexAdmin = tokens.bearer("globex", "root", Scope.TENANT, Role.ADMIN);
        server = TestServer.with(tokens.settings());
        server.stores
                .with(0, TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 41))
                .with(1, TestSessions.session(new SessionKey("acme", "chat-2"), "bob", 42))
                .with(0, TestSessions.session(new SessionKey("acme", "chat-3"), "ada", 43))
                .with(0, TestSessions.session(new SessionKey("globex", "chat-1"), "ada", 51))
                .with(1, TestSessions.gravestone(new SessionKey("acme", "gone")))
                .with(1, TestSessions.session(new SessionKey("globex", "theirs"), "ada", 52));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-37: equal keys of two tenants are two sessions, and a caller's is the one of the caller's tenant")
    void equalKeysAreTwoSessions() throws Exception {
        assertThat(TestServer.json(ask("/v1/sessions/chat-1", acmesAda))
                        .get("tenantId")
                        .textValue())
                .isEqualTo("acme");
        assertThat(TestServer.json(ask("/v1/sessions/chat-1", globexAda))
                        .get("tenantId")
                        .textValue())
                .isEqualTo("globex");
    }

    @Test
    @DisplayName("INV-38: another tenant's, another user's and absent are the same 404, to the byte")
    void whatIsNotYoursIsNotThere() throws Exception {
        HttpResponse<String> absent = ask("/v1/sessions/absent", acmesAda);

        assertThat(absent.statusCode()).isEqualTo(404);
        for (HttpResponse<String> hidden : List.of(
                ask("/v1/sessions/theirs", acmesAda),
                ask("/v1/sessions/theirs", acmesGateway),
                ask("/v1/sessions/chat-2", acmesAda),
                ask("/v1/sessions/gone", acmesAda),
                ask("/v1/sessions/gone", globexAdmin),
                ask("/v1/sessions/acme:chat-1", globexAda),
                ask("/v1/sessions/chat-2", globexAdmin))) {
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.body()).isEqualTo(absent.body());
            assertThat(hidden.headers().map().keySet())
                    .isEqualTo(absent.headers().map().keySet());
        }
        assertThat(ask("/v1/sessions/gone", acmesGateway).statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("INV-37: no parameter, path or header says which tenant a caller speaks for")
    void nothingBesideTheCredentialNamesTheTenant() throws Exception {
        assertThat(ask("/v1/sessions/globex%2Fchat-1", acmesAda).statusCode()).isEqualTo(400);
        assertThat(ask("/v1/sessions?tenant=globex", acmesAda).statusCode()).isEqualTo(400);
        assertThat(ask("/v1/sessions?tenantId=globex", acmesAda).statusCode()).isEqualTo(400);
        HttpResponse<String> answer = server.get(
                "/v1/sessions/chat-1", "Authorization", acmesAda, "X-Tenant", "globex", "X-Tenant-Id", "globex");
        assertThat(TestServer.json(answer).get("tenantId").textValue()).isEqualTo("acme");
    }

    @Test
    @DisplayName("INV-38: a list has the caller's own before it is paged, and no filter widens it")
    void aListIsFilteredBeforeItIsPaged() throws Exception {
        JsonNode first = TestServer.json(ask("/v1/sessions?limit=1", acmesAda));
        JsonNode second = TestServer.json(
                ask("/v1/sessions?limit=1&cursor=" + first.get("cursor").textValue(), acmesAda));

        assertThat(keys(first)).containsExactly("chat-1");
        assertThat(keys(second)).containsExactly("chat-3");
        assertThat(keys(TestServer.json(ask("/v1/sessions?owner=ada", acmesAda))))
                .containsExactly("chat-1", "chat-3");
        assertThat(ask("/v1/sessions?owner=bob", acmesAda).body())
                .isEqualTo(ask("/v1/sessions?owner=nobody-at-all", acmesAda).body());
        assertThat(keys(TestServer.json(ask("/v1/sessions?owner=bob", acmesAda))))
                .isEmpty();
        assertThat(keys(TestServer.json(ask("/v1/sessions", acmesGateway))))
                .containsExactly("chat-1", "chat-2", "chat-3");
        assertThat(keys(TestServer.json(ask("/v1/sessions", globexAdmin)))).containsExactly("chat-1", "theirs");
    }

    @Test
    @DisplayName("INV-37, INV-38: a cursor continues its own list alone, whoever shows it")
    void aCursorIsOfItsOwnList() throws Exception {
        String cursor = TestServer.json(ask("/v1/sessions?limit=1", acmesAda))
                .get("cursor")
                .textValue();

        for (String other : List.of(acmesBob, acmesGateway, globexAda, globexAdmin)) {
            HttpResponse<String> answer = ask("/v1/sessions?cursor=" + cursor, other);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("chat-");
        }
    }

    @Test
    @DisplayName("INV-38: a stream carries what its caller may see, also behind another's Last-Event-ID")
    void aStreamCarriesWhatItsCallerMaySee() throws Exception {
        server.changes.say(changed("acme", "chat-2", "bob"));
        server.changes.say(changed("globex", "chat-1", "ada"));
        server.changes.say(new Change.Deleted(new SessionKey("acme", "chat-2"), HERE));
        server.changes.say(changed("acme", "chat-1", "ada"));

        assertThat(firstData(server.lines("/v1/changes", "Authorization", acmesAda, "Last-Event-ID", HERE.text())))
                .contains("\"tenantId\":\"acme\"")
                .contains("\"sessionKey\":\"chat-1\"");
        assertThat(server.changes.tenants).containsExactly("acme");
    }

    @Test
    @DisplayName("INV-39: a session is its owner's, with whichever credential, and nobody else's")
    void theOwnerIsTheUserNotTheCredential() throws Exception {
        assertThat(ask("/v1/sessions/chat-1", acmesAda).statusCode()).isEqualTo(200);
        assertThat(ask("/v1/sessions/chat-1", acmesAdaAgain).statusCode()).isEqualTo(200);
        assertThat(ask("/v1/sessions/chat-1", acmesBob).statusCode()).isEqualTo(404);
        assertThat(keys(TestServer.json(ask("/v1/sessions", acmesAdaAgain)))).containsExactly("chat-1", "chat-3");
    }

    @Test
    @DisplayName("INV-43: a server that acts as an older one looks by credential, and lacks sessions-by-owner")
    void anOlderServersBehaviourCanBeHad() throws Exception {
        TestTokens tokens = new TestTokens(folder);
        String ada = tokens.bearer("acme", "ada", Scope.OWN, Role.OPERATOR);
        String gateway = tokens.bearer("acme", "gateway", Scope.TENANT, Role.OPERATOR);
        try (TestServer older = TestServer.with(tokens.settings("http.compat.sessions.by.owner", "false"))) {
            older.stores.with(0, TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1));

            assertThat(older.get("/v1/sessions/chat-1", "Authorization", ada).statusCode())
                    .isEqualTo(404);
            assertThat(older.get("/v1/sessions/chat-1", "Authorization", gateway)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(TestServer.json(older.get("/v1/capabilities")).has("sessions-by-owner"))
                    .isFalse();
            assertThat(TestServer.json(older.get("/v1/capabilities")).has("position-tokens"))
                    .isTrue();
        }
    }

    private HttpResponse<String> ask(String path, String bearer) throws Exception {
        return server.get(path, "Authorization", bearer);
    }

    private static String firstData(HttpResponse<Stream<String>> answer) {
        Iterator<String> lines = answer.body().iterator();
        String line = lines.next();
        while (!line.startsWith("data: ")) {
            line = lines.next();
        }
        return line;
    }

    private static Change changed(String tenant, String key, String owner) {
        PublicRow row = PublicRow.of(TestSessions.session(new SessionKey(tenant, key), owner, 1))
                .orElseThrow();
        return new Change.Changed(RowCodec.write(row), HERE);
    }

    private static List<String> keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.get("sessions").forEach(row -> keys.add(row.get("sessionKey").textValue()));
        return keys;
    }
}
