package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.ScriptedServer.Reply;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.json.RecordJson;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream of changes over several connections. */
final class ChangesTest {

    private final TestTime time = new TestTime();
    private final ScriptedServer one = new ScriptedServer();
    private final ScriptedServer other = new ScriptedServer();
    private final SessionfoldClient client =
            SessionfoldClient.builder(one.url(), other.url()).clockwork(time).build();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void changesGoOnAtTheNextInstanceBehindTheLastOneThatWasTaken() {
        one.thenSays(Reply.stream(": connected\n\n" + changed("c-1", Rows.row("s-1", 1))));
        other.thenSays(Reply.stream(changed("c-2", Rows.row("s-1", 2))).open());

        try (Changes changes = client.changesAfter("c-0")) {
            assertThat(changes.next())
                    .hasValueSatisfying(change -> assertThat(version(change)).isEqualTo(1));
            assertThat(changes.next())
                    .hasValueSatisfying(change -> assertThat(version(change)).isEqualTo(2));
            assertThat(changes.lastId()).contains("c-2");
        }

        assertThat(one.asked(0).header("Last-Event-ID")).contains("c-0");
        assertThat(other.asked(0).header("Last-Event-ID")).contains("c-1");
    }

    @Test
    void aStreamFromNowOnBeginsAtThePositionOfAListSoThatNothingIsMissedBeforeTheFirstChange() {
        one.thenSays(Reply.json(200, "{\"sessions\":[],\"cursor\":null}").with("Sessionfold-Position", "now"));
        one.thenSays(Reply.stream(": connected\n\n"));
        other.thenSays(Reply.stream(changed("c-1", Rows.row("s-1", 1))).open());

        try (Changes changes = client.changes()) {
            assertThat(changes.next()).isPresent();
        }

        assertThat(one.asked(1).header("Last-Event-ID")).contains("now");
        assertThat(other.asked(0).header("Last-Event-ID")).contains("now");
    }

    @Test
    void deletionsAndResetsAreToldAndWhatIsNotKnownIsPassedOver() {
        one.thenSays(Reply.stream("""
                id: c-1
                event: session-archived
                data: {"of":"a newer server"}

                id: c-2
                event: session-deleted
                data: {"tenantId":"acme","sessionKey":"s-9"}

                id: c-3
                event: reset
                data: {}

                """).open());

        try (Changes changes = client.changesAfter("c-0");
                Stream<Change> stream = changes.stream()) {
            assertThat(stream.limit(2))
                    .containsExactly(new Change.Deleted("c-2", "acme", "s-9"), new Change.Reset("c-3"));
        }
    }

    @Test
    void aFullServerIsAskedAgainWhenItSaysAndAnotherOneIsTriedMeanwhile() {
        one.thenSays(Reply.problem(503, "too_many_streams").with("Retry-After", "2"));
        other.thenSays(Reply.stream(changed("c-1", Rows.row("s-1", 1))).open());

        try (Changes changes = client.changesAfter("c-0")) {
            assertThat(changes.next()).isPresent();
        }

        assertThat(time.pauses()).hasSize(1);
        assertThat(time.pauses().get(0).toSeconds()).isEqualTo(2);
    }

    @Test
    void aStreamThatIsRefusedForGoodSaysSo() {
        one.thenSays(Reply.problem(403, "forbidden"));

        try (Changes changes = client.changesAfter("c-0")) {
            assertThatThrownBy(changes::next)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo("forbidden"));
        }
    }

    @Test
    void aChangeWithFieldsAndSymbolsOfANewerServerIsRead() {
        String line = RecordJson.write(Rows.row("s-1", 1))
                .replace("\"phase\":\"RUNNING\"", "\"phase\":\"DREAMING\"")
                .replace("{\"tenantId\"", "{\"mood\":{\"calm\":true},\"tenantId\"");
        one.thenSays(Reply.stream("id: c-1\r\nevent: session-changed\r\ndata: " + line + "\r\n\r\n")
                .open());

        try (Changes changes = client.changesAfter("c-0")) {
            assertThat(changes.next())
                    .hasValueSatisfying(
                            change -> assertThat(((Change.Changed) change).row().getPhase())
                                    .hasToString("UNKNOWN"));
        }
    }

    @Test
    void closingEndsAReaderThatWaits() {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        one.thenSays(Reply.stream(": connected\n\n").open().after(() -> asked.complete(true)));
        Changes changes = client.changesAfter("c-0");
        CompletableFuture<Optional<Change>> next = CompletableFuture.supplyAsync(changes::next);

        asked.join();
        changes.close();

        assertThat(next.join()).isEmpty();
        assertThat(changes.next()).isEmpty();
    }

    private static String changed(String id, SessionRow row) {
        return "id: " + id + "\nevent: session-changed\ndata: " + RecordJson.write(row) + "\n\n";
    }

    private static long version(Change change) {
        return ((Change.Changed) change).row().getStateVersion();
    }
}
