package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastRow.Standing;
import io.sessionfold.engine.history.Reach;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.MemoryStores;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session was, as it goes over the wire; every answer is held against the OpenAPI document. */
class HistoryRoutesTest {

    private static final SessionKey KEY = new SessionKey("acme", "chat-1");
    private static final Reach REACH = new Reach(0, 0, 91);

    private final MemoryStores stores = new MemoryStores(2);
    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessionfold.events-0@20", "events-0@20", "0@20"})
    void aRowAsItWasSaysItsPositionAndHowFarTheAnswerReaches(String asOf) throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));
        server.history.row = past(Standing.PRESENT, row(), 17, -1);

        HttpResponse<String> answer = server.get("/v1/sessions/chat-1?asOf=" + asOf);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestServer.json(answer).path("sessionKey").textValue()).isEqualTo("chat-1");
        assertThat(header(answer, "Sessionfold-History-From")).isEqualTo("sessionfold.events-0@0");
        assertThat(header(answer, "Sessionfold-History-To")).isEqualTo("sessionfold.events-0@91");
        assertThat(header(answer, "Sessionfold-Served-By")).isEqualTo("127.0.0.1:9");
        assertThat(PositionToken.parse(header(answer, "Sessionfold-Position"))
                        .orElseThrow()
                        .events())
                .containsEntry(0, 17L);
        assertThat(server.history.pastWish().offset()).hasValue(20);
        assertThat(server.history.pastWish().owner()).isNull();
    }

    @Test
    void aTimeAndATokenSayWhenAsWell() throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));
        server.history.row = past(Standing.PRESENT, row(), 17, -1);

        server.get("/v1/sessions/chat-1?asOf=" + encoded("2026-11-20T11:00:00+01:00"));
        assertThat(server.history.pastWish().timeMs()).hasValue(1_795_168_800_000L);

        String token = PositionToken.of(new Position(Topics.EVENTS, 0, 33))
                .in(LogIdentity.UNSAID)
                .text();
        server.get("/v1/sessions/chat-1?asOf=" + token);
        assertThat(server.history.pastWish().offset()).hasValue(33);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    yesterday | Expected asOf to be a time in ISO 8601 with its zone, such as 2026-11-20T10:00:00Z, a position, such as sessionfold.events-3@91, or a Sessionfold-Position, but it was 'yesterday'
                    2026-11-20T10:00:00 | Expected asOf to be a time in ISO 8601 with its zone, such as 2026-11-20T10:00:00Z, a position, such as sessionfold.events-3@91, or a Sessionfold-Position, but it was '2026-11-20T10:00:00'
                    sessionfold.events-1@20 | Expected asOf to be a position on sessionfold.events-0, where this session's events are, but it was 'sessionfold.events-1@20'
                    sessionfold.sessions-changed-0@20 | Expected asOf to be a position on sessionfold.events-0, where this session's events are, but it was 'sessionfold.sessions-changed-0@20'
                    """)
    void whatIsNoTimeAndNoPositionOfTheSessionIsSaid(String asOf, String detail) throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));

        HttpResponse<String> answer = server.get("/v1/sessions/chat-1?asOf=" + encoded(asOf));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(answer).path("detail").textValue()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "ABSENT, 404, no_row_then, There was no row of this session at that position or time",
        "DELETED, 410, session_gone, 'The session had been deleted then, by the event at sessionfold.events-0@17'",
        "BEFORE_REACH, 404, before_history, The history of this session reaches back to sessionfold.events-0@0"
    })
    void whatWasNotThereIsSaid(Standing standing, int status, String code, String detail) throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));
        server.history.row = past(standing, null, 17, -1);

        HttpResponse<String> answer = server.get("/v1/sessions/chat-1?asOf=sessionfold.events-0@20");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(TestServer.json(answer).path("code").textValue()).isEqualTo(code);
        assertThat(TestServer.json(answer).path("detail").textValue()).isEqualTo(detail);
        assertThat(header(answer, "Sessionfold-History-To")).isEqualTo("sessionfold.events-0@91");
    }

    @Test
    void aRowThatIsNotKeptAnyMoreSaysSinceWhenThereAreRows() throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));
        server.history.row = past(Standing.COMPACTED, null, 17, 30);

        HttpResponse<String> answer = server.get("/v1/sessions/chat-1?asOf=sessionfold.events-0@20");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(TestServer.json(answer).path("code").textValue()).isEqualTo("row_compacted");
        assertThat(TestServer.json(answer).path("detail").textValue())
                .contains("the oldest row of this session is of sessionfold.events-0@30");
    }

    @Test
    void aPositionBeyondTheEndCanNeverBeReachedAndAnIndexBehindIsAskedAgain() throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));
        server.history.row = new QueryResult.NeverReached<>("That position is beyond the end of the log");
        server.history.page =
                new QueryResult.NotReady<>("The history index of partition 0 is being made", Duration.ofSeconds(5));

        HttpResponse<String> beyond = server.get("/v1/sessions/chat-1?asOf=sessionfold.events-0@2000");
        HttpResponse<String> behind = server.get("/v1/sessions/chat-1/history");

        assertThat(beyond.statusCode()).isEqualTo(412);
        assertThat(behind.statusCode()).isEqualTo(503);
        assertThat(header(behind, "Retry-After")).isEqualTo("5");
    }

    @Test
    void aHistoryIsAPageOfTransitionsAndACursor() throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));
        server.history.page = new QueryResult.Found<>(new HistoryPage(transitions(), 17, 17, REACH, Source.HERE));

        HttpResponse<String> first = server.get("/v1/sessions/chat-1/history?limit=1");
        JsonNode page = TestServer.json(first);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(page.path("transitions").get(0).path("outcome").textValue()).isEqualTo("changed");
        assertThat(server.history.historyWish().after()).isEqualTo(-1);
        assertThat(server.history.historyWish().limit()).isEqualTo(1);
        assertThat(server.history.historyWish().minOffset())
                .as("as far as the row is")
                .isEqualTo(41);

        server.get("/v1/sessions/chat-1/history?cursor=" + page.path("cursor").textValue());
        assertThat(server.history.historyWish().after()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sessions/chat-1/history?cursor=xyz",
                "/v1/sessions/chat-1/history?cursor=AAAAAAAAAAAAAAAB",
                "/v1/sessions/chat-1/history?limit=0",
                "/v1/sessions/chat-1/history?limit=201",
                "/v1/sessions/chat-1/history?asOf=1",
                "/v1/sessions/chat-1?asOf=sessionfold.events-0@20&minVersion=3"
            })
    void aRequestThatMakesNoSenseIsRefused(String path) throws Exception {
        server.stores.with(0, TestSessions.session(KEY, "ada", 41));

        assertThat(server.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("INV-38: the past of another user's session is the same 404 as that of an absent one")
    void anotherUsersPastIsHidden() throws Exception {
        stores.with(0, TestSessions.session(KEY, "ada", 41));
        for (String path : new String[] {"/history", "?asOf=sessionfold.events-0@20"}) {
            assertThat(status("bob", Scope.OWN, "/v1/sessions/chat-1" + path)).isEqualTo("404 session_not_found");
            assertThat(status("bob", Scope.OWN, "/v1/sessions/chat-9" + path)).isEqualTo("404 session_not_found");
        }
    }

    @Test
    @DisplayName(
            "INV-38: of a deleted session everybody who may not see the tenant is shown their own part alone, and a caller"
                    + " of one credential nothing")
    void aDeletedSessionIsShownToWhomItBelonged() throws Exception {
        try (TestServer own = new TestServer(caller("ada", Scope.OWN), stores);
                TestServer tenant = new TestServer(caller("carl", Scope.TENANT), stores)) {
            own.get("/v1/sessions/chat-1/history");
            tenant.get("/v1/sessions/chat-1/history");

            assertThat(own.history.historyWish().owner()).isEqualTo("ada");
            assertThat(tenant.history.historyWish().owner()).isNull();
        }
        assertThat(status("ada", Scope.CREDENTIAL, "/v1/sessions/chat-1/history"))
                .isEqualTo("404 session_not_found");
    }

    private String status(String user, Scope scope, String path) throws Exception {
        try (TestServer one = new TestServer(caller(user, scope), stores)) {
            one.history.row = past(Standing.PRESENT, row(), 17, -1);
            one.history.page = scope == Scope.OWN
                    ? new QueryResult.NotFound<>()
                    : new QueryResult.Found<>(new HistoryPage(transitions(), -1, 17, REACH, Source.HERE));
            if (path.contains("chat-9")) {
                one.history.row = new QueryResult.NotFound<>();
            }
            HttpResponse<String> answer = one.get(path);
            return answer.statusCode() + " "
                    + TestServer.json(answer).path("code").asText();
        }
    }

    private static Caller caller(String user, Scope scope) {
        return new Caller("acme", user, Set.of(Role.VIEWER), scope, "token-1");
    }

    private static QueryResult<PastRow> past(Standing standing, @Nullable ObjectNode row, long offset, long oldest) {
        return new QueryResult.Found<>(
                new PastRow(standing, row, offset, oldest, REACH, new Source("127.0.0.1:9", null)));
    }

    private static ObjectNode row() {
        return RecordJson.toJson(RowCodec.write(
                PublicRow.of(TestSessions.session(KEY, "ada", 17)).orElseThrow()));
    }

    private static ArrayNode transitions() {
        ArrayNode transitions = JsonNodeFactory.instance.arrayNode();
        transitions.add(RecordJson.parse("""
                {"position":{"topic":"sessionfold.events","partition":0,"offset":17},
                "recordTime":"2026-11-20T10:00:00Z",
                "event":{"type":"PhaseReported","eventId":"e-1","producerId":"c-1","source":"CONTROLLER","runId":null,
                "eventTime":"2026-11-20T10:00:00Z"},"outcome":"changed",
                "changes":[{"stateVersion":2,"reason":null,"runId":null,
                "fields":[{"field":"phase","before":"PENDING","after":"RUNNING"}]}],"refusal":null}"""));
        return transitions;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
