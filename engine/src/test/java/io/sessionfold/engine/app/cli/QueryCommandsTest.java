package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.http.TestServer;
import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.RecordJson;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryCommandsTest {

    private final TestServer server = new TestServer("acme");
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void someSessions() {
        server.stores
                .with(0, TestSessions.session(key("a:.. ü"), "ada", 1))
                .with(1, TestSessions.active(key("b"), "bob", "gw-1"))
                .with(0, TestSessions.session(key("c"), "ada", 1));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void getShowsOneFieldPerLine() {
        assertThat(terminal.run("get", "a:.. ü", "--url", url())).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out().lines())
                .contains("sessionKey         a:.. ü", "phase              RUNNING", "url                -");
    }

    @Test
    void getAsJsonIsTheRowOnOneLine() {
        assertThat(terminal.run("get", "b", "--url", url(), "--output", "json")).isEqualTo(ExitCodes.DONE);
        assertThat(RecordJson.parse(terminal.out()).path("activeRunIds").path(0).textValue())
                .isEqualTo("r-1");
        assertThat(terminal.out().lines()).hasSize(1);
    }

    @Test
    void getOfNothingFails() {
        assertThat(terminal.run("get", "z", "--url", url())).isEqualTo(ExitCodes.CHECK_FAILED);
        assertThat(terminal.err()).isEqualToIgnoringNewLines("There is no such session");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void listIsATable() {
        assertThat(terminal.run("list", "--url", url())).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("SESSION", "a:..", "b", "c");
    }

    @Test
    void listTakesFiltersAndFollowsCursors() {
        assertThat(terminal.run("list", "--url", url(), "--owner", "ada", "--limit", "1", "--output", "json"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out().lines()).hasSize(1);
        assertThat(terminal.err()).contains("--cursor ");

        Terminal all = new Terminal();
        all.run("list", "--url", url(), "--limit", "1", "--all", "--output", "json");
        assertThat(all.out().lines()).hasSize(3);
        assertThat(all.err()).isEmpty();

        Terminal active = new Terminal();
        active.run("list", "--url", url(), "--active", "--output", "json");
        assertThat(active.out().lines()).singleElement().asString().contains("\"sessionKey\":\"b\"");
    }

    @Test
    void whatTheEngineRefusesIsSaidInItsWords() {
        assertThat(terminal.run("list", "--url", url(), "--phase", "running")).isEqualTo(ExitCodes.USAGE);
        assertThat(terminal.err())
                .startsWith("Expected phase to be one of PENDING")
                .hasLineCount(1);
    }

    @Test
    void anEngineThatIsNotReadyIsUnreachable() {
        server.stores.move(0);

        assertThat(terminal.run("list", "--url", url())).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(terminal.err()).contains("moving");
    }

    @Test
    void withoutAnEngineItIsSaidWhatToDo() {
        String url = url();
        server.close();

        assertThat(terminal.run("get", "b", "--url", url)).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(terminal.err())
                .contains(url)
                .contains("sessionfold serve")
                .contains("--url")
                .hasLineCount(1);
        assertThat(new Terminal().run("get", "b", "--url", "no url")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void tailGoesOnBehindTheRowsThatItShowed() {
        PublicRow row = PublicRow.of(TestSessions.session(key("d"), "ada", 1)).orElseThrow();
        server.changes.say(new Change.Changed(RowCodec.write(row), PositionToken.ofChanges(new TreeMap<>())));

        assertThat(terminal.run("tail", "--url", url(), "--from-beginning", "--max", "4"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out().lines()).hasSize(4).last().asString().contains("  d  RUNNING");
        assertThat(server.changes.asked)
                .singleElement()
                .satisfies(after -> assertThat(after.orElseThrow().changes()).containsExactly(Map.entry(0, 7L)));
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static SessionKey key(String sessionKey) {
        return new SessionKey("acme", sessionKey);
    }
}
