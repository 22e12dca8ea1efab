package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastRow.Standing;
import io.sessionfold.engine.history.Reach;
import io.sessionfold.engine.http.TestServer;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.RecordJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryCommandTest {

    private static final Reach REACH = new Reach(0, 0, 91);

    private final TestServer server = new TestServer("acme");
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void aSession() {
        server.stores.with(0, TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void historyIsALinePerEventWithWhatItDid() {
        server.history.page = page(transition(7, "changed", """
                        [{"stateVersion":2,"reason":null,"runId":null,"fields":[
                        {"field":"phase","before":"PENDING","after":"RUNNING"},
                        {"field":"url","before":null,"after":"http://pod"}]}]""", "null")).apply(transition(9, "refused", "[]", """
                        {"reason":"EMPTY_PHASE","detail":"Expected a phase","runId":null,"relatedRunId":null,
                        "firstDecision":null}"""));

        assertThat(terminal.run("history", "chat-1", "--url", server())).isEqualTo(ExitCodes.DONE);

        assertThat(terminal.out().lines())
                .containsExactly(
                        "OFFSET  RECORDED              EVENT          BY   OUTCOME  WHAT",
                        "7       2026-11-20T10:00:00Z  PhaseReported  c-1  changed  v2 phase PENDING -> RUNNING, url - -> http://pod",
                        "9       2026-11-20T10:00:00Z  PhaseReported  c-1  refused  EMPTY_PHASE: Expected a phase");
    }

    @Test
    void historyAsJsonIsOneEventPerLine() {
        server.history.page =
                page(transition(7, "unchanged", "[]", "null")).apply(transition(9, "unchanged", "[]", "null"));

        assertThat(terminal.run("history", "chat-1", "--url", server(), "--output", "json"))
                .isEqualTo(ExitCodes.DONE);

        assertThat(terminal.out().lines())
                .extracting(line ->
                        RecordJson.parse(line).path("position").path("offset").asInt())
                .containsExactly(7, 9);
    }

    @Test
    void getAsOfShowsTheRowOfThatTime() {
        server.history.row = past(Standing.DELETED);

        assertThat(terminal.run("get", "chat-1", "--as-of", "sessionfold.events-0@40", "--url", server()))
                .as("what is not there fails")
                .isEqualTo(ExitCodes.CHECK_FAILED);
        assertThat(terminal.err())
                .isEqualToIgnoringNewLines(
                        "The session had been deleted then, by the event at sessionfold.events-0@17");
        assertThat(server.history.pastWish().offset()).hasValue(40);
    }

    @Test
    void aPositionBeyondTheEndFailsAndOneThatIsNoneIsAUsageError() {
        server.history.row = new QueryResult.NeverReached<>("That position is beyond the end of the log");

        assertThat(terminal.run("get", "chat-1", "--as-of", "sessionfold.events-0@4000", "--url", server()))
                .isEqualTo(ExitCodes.CHECK_FAILED);
        assertThat(terminal.run("get", "chat-1", "--as-of", "yesterday", "--url", server()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(terminal.err()).contains("beyond the end of the log").contains("such as 2026-11-20T10:00:00Z");
    }

    private String server() {
        return "http://127.0.0.1:" + server.port();
    }

    private static java.util.function.Function<ObjectNode, QueryResult<HistoryPage>> page(ObjectNode first) {
        return second -> {
            ArrayNode transitions =
                    JsonNodeFactory.instance.arrayNode().add(first).add(second);
            return new QueryResult.Found<>(new HistoryPage(transitions, -1, 9, REACH, Source.HERE));
        };
    }

    private static ObjectNode transition(long offset, String outcome, String changes, String refusal) {
        return (ObjectNode) RecordJson.parse("""
                {"position":{"topic":"sessionfold.events","partition":0,"offset":%d},
                "recordTime":"2026-11-20T10:00:00Z",
                "event":{"type":"PhaseReported","eventId":"e-1","producerId":"c-1","source":"CONTROLLER","runId":null,
                "eventTime":"2026-11-20T10:00:00Z"},"outcome":"%s","changes":%s,"refusal":%s}""".formatted(offset, outcome, changes, refusal));
    }

    private static QueryResult<PastRow> past(Standing standing) {
        return new QueryResult.Found<>(new PastRow(standing, null, 17, -1, REACH, Source.HERE));
    }
}
