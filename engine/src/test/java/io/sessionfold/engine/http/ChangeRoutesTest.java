package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChangeRoutesTest {

    private static final PositionToken HERE = PositionToken.ofChanges(new TreeMap<>(Map.of(0, 8L)));
    private static final SessionKey KEY = new SessionKey("acme", "chat-1");

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aChangeIsAnEventWithItsPositionAsId() throws Exception {
        server.changes.say(changed());
        server.changes.say(new Change.Deleted(KEY, HERE));
        server.changes.say(new Change.Reset(HERE));

        HttpResponse<Stream<String>> answer = server.lines("/v1/changes");
        List<String> lines = first(answer, 13);

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(lines.get(0)).startsWith(": ");
        assertThat(lines.subList(2, 4)).containsExactly("id: " + HERE.text(), "event: session-changed");
        assertThat(lines.get(4)).startsWith("data: {\"tenantId\":\"acme\",\"sessionKey\":\"chat-1\"");
        assertThat(lines.subList(5, 13))
                .containsExactly(
                        "",
                        "id: " + HERE.text(),
                        "event: session-deleted",
                        "data: {\"tenantId\":\"acme\",\"sessionKey\":\"chat-1\"}",
                        "",
                        "id: " + HERE.text(),
                        "event: reset",
                        "data: {}");
        assertThat(server.changes.tenants).containsExactly("acme");
        assertThat(server.changes.asked).containsExactly(Optional.empty());
    }

    @Test
    void lastEventIdSaysWhereToGoOn() throws Exception {
        first(server.lines("/v1/changes", "Last-Event-ID", HERE.text()), 1);

        assertThat(server.changes.asked).containsExactly(Optional.of(HERE));
        assertThat(server.get("/v1/changes", "Last-Event-ID", "nonsense!").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSilentStreamCarriesCommentsAndHowFarItHasCome() throws Exception {
        String here = PositionToken.ofChanges(new TreeMap<>(Map.of(0, 9L))).text();

        assertThat(first(server.lines("/v1/changes"), 5).subList(2, 5))
                .containsExactly(": still here", "id: " + here, "");
    }

    @Test
    void aFeedThatIsCutEndsItsStream() throws Exception {
        Iterator<String> lines = server.lines("/v1/changes").body().iterator();
        lines.next();
        server.changes.cut = true;

        assertThat(server.changes.closed.await(30, TimeUnit.SECONDS)).isTrue();
        lines.forEachRemaining(line -> assertThat(line).doesNotContain("event"));
    }

    @Test
    void aReaderThatLeavesFreesItsFeed() throws Exception {
        HttpResponse<Stream<String>> answer = server.lines("/v1/changes");
        first(answer, 1);
        answer.body().close();

        assertThat(server.changes.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTheServerEndsTheStreams() throws Exception {
        HttpResponse<Stream<String>> answer = server.lines("/v1/changes");
        Iterator<String> lines = answer.body().iterator();
        lines.next();
        server.close();

        assertThat(server.changes.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thereIsALimitOfStreams() throws Exception {
        List<HttpResponse<Stream<String>>> open = new ArrayList<>();
        for (int n = 0; n < ChangeRoutes.STREAMS_MAX; n++) {
            open.add(server.lines("/v1/changes"));
        }
        HttpResponse<String> oneTooMany = server.get("/v1/changes");

        assertThat(oneTooMany.statusCode()).isEqualTo(503);
        assertThat(TestServer.json(oneTooMany).get("code").textValue()).isEqualTo("too_many_streams");
        open.forEach(answer -> answer.body().close());
    }

    @Test
    void withoutKafkaThereIsNoStream() throws Exception {
        server.changes.unreachable = true;
        HttpResponse<String> answer = server.get("/v1/changes");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("kafka_unavailable");
    }

    private static List<String> first(HttpResponse<Stream<String>> answer, int count) {
        Iterator<String> lines = answer.body().iterator();
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(lines.next());
        }
        return taken;
    }

    private static Change changed() {
        PublicRow row = PublicRow.of(TestSessions.session(KEY, "ada", 1)).orElseThrow();
        return new Change.Changed(RowCodec.write(row), HERE);
    }
}
