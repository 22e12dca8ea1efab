package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.client.ScriptedServer.Reply;
import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.json.RecordJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each call as it goes over the wire, and its answer as a value. */
final class CallsTest {

    private static final String HISTORY = """
            {"transitions":[{"position":{"topic":"sessionfold.events","partition":3,"offset":%d},
            "recordTime":"2026-11-20T10:00:00Z","outcome":"%s",
            "event":{"type":"PhaseReported","eventId":"e-1","producerId":"c-1","source":"CONTROLLER","runId":null,
            "eventTime":"2026-11-20T10:00:00Z"},
            "changes":[{"stateVersion":4,"reason":null,"runId":null,
            "fields":[{"field":"phase","before":null,"after":"RUNNING"}]}],"refusal":null}],"cursor":%s}""";

    private final TestTime time = new TestTime();
    private final ScriptedServer server = new ScriptedServer();
    private final SessionfoldClient client = SessionfoldClient.builder(server.url())
            .clockwork(time)
            .producer("gw-1")
            .build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSessionIsReadWithHowFreshItIs() {
        SessionRow row = Rows.row("chat 1?", 3, "r-1");
        server.thenSays(Rows.reply(row, "t-3")
                .with("Sessionfold-Served-By", "http://10.0.0.2:8480")
                .with("Sessionfold-Staleness-Ms", "1200"));

        SessionSnapshot snapshot = client.get("chat 1?");

        assertThat(server.asked(0).target()).isEqualTo("/v1/sessions/chat%201%3F");
        assertThat(snapshot.row()).isEqualTo(row);
        assertThat(snapshot.position()).isEqualTo("t-3");
        assertThat(snapshot.servedBy()).isEqualTo("http://10.0.0.2:8480");
        assertThat(snapshot.staleness()).isEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void aSessionIsReadAsItWas() {
        SessionRow row = Rows.row("chat-1", 3, "r-1");
        server.thenSays(Rows.reply(row, "t-3"), Rows.reply(row, "t-3"));

        assertThat(client.getAsOf("chat-1", Instant.parse("2026-11-20T10:00:00Z"))
                        .row())
                .isEqualTo(row);
        assertThat(client.getAsOf("chat-1", "sessionfold.events-3@91").position())
                .isEqualTo("t-3");

        assertThat(server.asked(0).target()).isEqualTo("/v1/sessions/chat-1?asOf=2026-11-20T10%3A00%3A00Z");
        assertThat(server.asked(1).target()).isEqualTo("/v1/sessions/chat-1?asOf=sessionfold.events-3%4091");
    }

    @Test
    void aHistoryIsAskedForPageByPageAsItIsTaken() {
        server.thenSays(
                Reply.json(200, HISTORY.formatted(7, "changed", "\"c-1\""))
                        .with("Sessionfold-History-To", "sessionfold.events-3@91"),
                Reply.json(200, HISTORY.formatted(9, "unchanged", "null")));

        List<Transition> transitions = client.history("chat-1").toList();

        assertThat(transitions)
                .extracting(each -> each.position().getOffset(), Transition::outcome)
                .containsExactly(tuple(7L, "changed"), tuple(9L, "unchanged"));
        RowChange change = transitions.get(0).changes().get(0);
        assertThat(change.stateVersion()).isEqualTo(4);
        assertThat(change.fields())
                .singleElement()
                .satisfies(field -> assertThat(field.field() + field.before() + field.after())
                        .isEqualTo("phasenull\"RUNNING\""));
        assertThat(transitions.get(0).refusal()).isNull();
        assertThat(server.asked(1).target()).isEqualTo("/v1/sessions/chat-1/history?cursor=c-1&limit=100");
    }

    @Test
    void aListIsAskedForPageByPageAsItIsTaken() {
        server.thenSays(page("c-1", Rows.row("a", 1), Rows.row("b", 1)), page(null, Rows.row("c", 1)));
        SessionFilter filter = SessionFilter.all()
                .ownedBy("ada lovelace")
                .inPhase(Phase.RUNNING)
                .active(true);

        try (Stream<SessionRow> rows = client.list(filter)) {
            Iterator<SessionRow> each = rows.iterator();
            assertThat(each.next().getSessionKey()).isEqualTo("a");
            assertThat(each.next().getSessionKey()).isEqualTo("b");
            assertThat(server.asked()).hasSize(1);
            assertThat(each.next().getSessionKey()).isEqualTo("c");
            assertThat(each.hasNext()).isFalse();
        }

        assertThat(server.asked(0).target())
                .startsWith("/v1/sessions?")
                .contains("owner=ada+lovelace", "phase=RUNNING", "active=true")
                .doesNotContain("cursor");
        assertThat(server.asked(1).target()).contains("cursor=c-1", "phase=RUNNING");
    }

    @Test
    void sessionsAreCounted() {
        server.thenSays(Reply.json(200, "{\"count\":12}"));

        assertThat(client.count(SessionFilter.all().ofKind("chat"))).isEqualTo(12);
        assertThat(server.asked(0).target()).isEqualTo("/v1/sessions?count=true&kind=chat");
    }

    @Test
    void everyApplicationIsListedOverAllPages() {
        server.thenSays(
                Reply.json(
                        200,
                        "{\"applications\":[" + application("a") + "," + application("b") + "],\"cursor\":\"c-1\"}"),
                Reply.json(200, "{\"applications\":[" + application("c") + "],\"cursor\":null}"));

        assertThat(client.applications())
                .extracting(ApplicationRow::getApplicationId)
                .containsExactly("a", "b", "c");
        assertThat(server.asked(1).target()).contains("cursor=c-1", "limit=200");
    }

    @Test
    void aSessionIsMadeWithWhatIsSaidOfIt() {
        server.thenSays(Rows.decided("applied", "t-1"));

        Decision decision = client.create(NewSession.of("chat-1", "chat")
                .named("Trip")
                .withConcurrency(Concurrency.QUEUED)
                .tagged("team", "blue"));

        assertThat(decision.isApplied()).isTrue();
        JsonNode sent = RecordJson.parse(server.asked(0).body());
        assertThat(server.asked(0)).hasToString("POST /v1/sessions");
        assertThat(sent)
                .isEqualTo(RecordJson.parse(
                        "{\"sessionKey\":\"chat-1\",\"kind\":\"chat\",\"name\":\"Trip\",\"concurrency\":\"QUEUED\","
                                + "\"tags\":{\"team\":\"blue\"}}"));
        assertThat(server.asked(0).header("Sessionfold-Producer")).contains("gw-1");
    }

    @Test
    void aRunIsSentUnderItsKeyAndAnsweredWithItsFencingToken() {
        server.thenSays(Reply.json(
                202,
                "{\"runId\":\"r-1\",\"status\":\"started\",\"cached\":false,\"fencingToken\":7,\"position\":\"t-1\"}"));

        Admission admission = client.startRun(
                "chat-1", NewRun.of("r-1", "turn").answering(List.of("m-1")).withIdempotencyKey("send-1"));

        assertThat(admission.isAdmitted()).isTrue();
        assertThat(admission.fencingToken()).isEqualTo(7);
        assertThat(server.asked(0)).hasToString("POST /v1/sessions/chat-1/runs");
        assertThat(server.asked(0).header("Idempotency-Key")).contains("send-1");
        assertThat(RecordJson.parse(server.asked(0).body())
                        .path("messageIds")
                        .get(0)
                        .asText())
                .isEqualTo("m-1");
    }

    @Test
    void aBusyConversationIsAProblemThatNamesItsHolder() {
        server.thenSays(Reply.json(
                409, "{\"status\":409,\"code\":\"conversation_busy\",\"detail\":\"Busy\",\"runId\":\"r-0\"}"));

        assertThatThrownBy(() -> client.startRun("chat-1", NewRun.of("r-1", "turn")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo("conversation_busy");
                    assertThat(problem.problem().member("runId")).contains("r-0");
                });
    }

    @Test
    void anAbortAfterTheEndIsAnAnswerAndNoProblem() {
        server.thenSays(Reply.json(200, "{\"aborted\":false,\"decided\":\"refused\",\"reason\":\"ALREADY_TERMINAL\"}"));

        assertThat(client.abort("chat-1", "r-1", AbortStopReason.RPC).aborted()).isFalse();
        assertThat(server.asked(0)).hasToString("POST /v1/sessions/chat-1/runs/r-1/abort");
        assertThat(server.asked(0).body()).isEqualTo("{\"stopReason\":\"RPC\"}");
    }

    @Test
    void aRunIsWaitedForByAsManyPollsAsItTakes() {
        String running = "{\"runId\":\"r-1\",\"state\":\"RUNNING\",\"live\":true,\"outcome\":null}";
        String ended = "{\"runId\":\"r-1\",\"state\":\"ENDED\",\"live\":false,\"outcome\":{\"status\":\"done\"}}";
        server.thenSays(
                Reply.json(200, running).after(() -> time.passes(Duration.ofSeconds(25))),
                Reply.json(200, ended).after(() -> time.passes(Duration.ofSeconds(5))),
                Reply.json(200, running).after(() -> time.passes(Duration.ofSeconds(2))));

        RunSnapshot run = client.waitForRun("chat-1", "r-1", Duration.ofMinutes(1));
        RunSnapshot inVain = client.waitForRun("chat-1", "r-1", Duration.ofMillis(1_500));

        assertThat(run.hasEnded()).isTrue();
        assertThat(run.status()).isEqualTo("done");
        assertThat(inVain.hasEnded()).isFalse();
        assertThat(inVain.live()).isTrue();
        assertThat(server.asked())
                .extracting(Object::toString)
                .containsExactly(
                        "GET /v1/sessions/chat-1/runs/r-1/wait?timeout=25",
                        "GET /v1/sessions/chat-1/runs/r-1/wait?timeout=25",
                        "GET /v1/sessions/chat-1/runs/r-1/wait?timeout=2");
    }

    @Test
    void eventsAreAcknowledgedOneByOne() {
        server.thenSays(Reply.json(
                207,
                "{\"results\":[{\"status\":202,\"eventId\":\"e-1\",\"position\":\"t-1\"},"
                        + "{\"status\":403,\"code\":\"forbidden\",\"detail\":\"Not for that tenant\"}]}"));

        List<EventAcknowledgement> results = client.send(List.of(event("e-1"), event("e-2")));

        assertThat(results).extracting(EventAcknowledgement::isTaken).containsExactly(true, false);
        assertThat(results.get(0).position()).isEqualTo("t-1");
        assertThat(results.get(1).problem())
                .isNotNull()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("forbidden"));
        assertThat(RecordJson.parse(server.asked(0).body())
                        .get(1)
                        .path("eventId")
                        .asText())
                .isEqualTo("e-2");
    }

    @Test
    void aRunIsSettled() {
        server.thenSays(Rows.decided("applied", "t-1"));

        assertThat(client.settle("chat-1", "r-1", SettleResult.OK).isApplied()).isTrue();
        assertThat(server.asked(0)).hasToString("POST /v1/sessions/chat-1/runs/r-1/settle");
    }

    @Test
    void whatWasDecidedMayNotBeKnownYet() {
        server.thenSays(Rows.decided("unknown", "t-1"));

        assertThat(client.reset("chat-1").decided()).isEqualTo(Decision.Decided.UNKNOWN);
    }

    @Test
    void aRouteIsToldWithoutItsToken() {
        server.thenSays(Reply.json(
                200, "{\"baseUrl\":\"http://10.0.0.7:9000/\",\"routeVersion\":4,\"credentialRef\":\"vault:1\"}"));

        assertThat(client.route("chat-1"))
                .isEqualTo(new SessionRoute(URI.create("http://10.0.0.7:9000"), 4, "vault:1"));
    }

    @Test
    void somethingElseThatAnswersIsNotTakenForSessionfold() {
        server.thenSays(Reply.json(200, "<html>Welcome</html>"), Reply.json(200, "[]"));

        assertThatThrownBy(() -> client.get("chat-1")).isInstanceOf(UnexpectedAnswerException.class);
        assertThatThrownBy(() -> client.count(SessionFilter.all())).isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void aSessionKeyThatWouldBeAnotherPathIsRefused() {
        for (String key : List.of("", ".", "..")) {
            assertThatThrownBy(() -> client.get(key)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(server.asked()).isEmpty();
    }

    private static LifecycleEvent event(String eventId) {
        return LifecycleEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId("acme")
                .setSessionKey("chat-1")
                .setProducerId("gw-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(new SessionDeleted("test"))
                .build();
    }

    private static Reply page(@Nullable String cursor, SessionRow... rows) {
        String all = String.join(",", Stream.of(rows).map(RecordJson::write).toList());
        return Reply.json(
                        200,
                        "{\"sessions\":[%s],\"cursor\":%s}"
                                .formatted(all, cursor == null ? "null" : '"' + cursor + '"'))
                .with("Sessionfold-Position", "p");
    }

    private static String application(String id) {
        return RecordJson.write(ApplicationRow.newBuilder()
                .setTenantId("acme")
                .setApplicationId(id)
                .setStatus(ApplicationStatus.INSTALLED)
                .setEnabled(true)
                .setStatusSince(Instant.EPOCH)
                .setEventId("e-1")
                .setEventTime(Instant.EPOCH)
                .setRecordTime(Instant.EPOCH)
                .setStateVersion(1)
                .setPosition(new Position("sessionfold.application-events", 0, 1L))
                .build());
    }
}
