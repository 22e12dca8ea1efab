package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.http.TestServer;
import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChangeTailTest {

    private static final PositionToken SOMEWHERE = PositionToken.ofChanges(new TreeMap<>());

    private final TestServer server = new TestServer("acme");
    private final Terminal terminal = new Terminal();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void changesAreLinesAsTheyCome() {
        server.changes.say(changed("a"));
        server.changes.say(new Change.Reset(SOMEWHERE));
        server.changes.say(new Change.Deleted(new SessionKey("acme", "b"), SOMEWHERE));

        assertThat(terminal.run("tail", "changes", "--url", url(), "--max", "2"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("  a  RUNNING  "),
                        line -> assertThat(line).isEqualTo("session-deleted  tenantId=acme sessionKey=b"));
        assertThat(terminal.err()).contains("Some changes were missed");
    }

    @Test
    void asJsonAChangeIsItsRow() {
        server.changes.say(changed("a"));

        terminal.run("tail", "--url", url(), "--max", "1", "--output", "json");

        assertThat(terminal.out())
                .startsWith("{\"tenantId\":\"acme\",\"sessionKey\":\"a\"")
                .hasLineCount(1);
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static Change changed(String sessionKey) {
        PublicRow row = PublicRow.of(TestSessions.session(new SessionKey("acme", sessionKey), "ada", 1))
                .orElseThrow();
        return new Change.Changed(RowCodec.write(row), SOMEWHERE);
    }
}
