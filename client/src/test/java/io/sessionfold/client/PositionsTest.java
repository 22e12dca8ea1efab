package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.ScriptedServer.Reply;
import io.sessionfold.contract.DesiredState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads that are not older than what their client did and saw. */
final class PositionsTest {

    private final ScriptedServer server = new ScriptedServer();
    private final SessionfoldClient client =
            SessionfoldClient.builder(server.url()).clockwork(new TestTime()).build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-2: the position of a command goes along with the next read of its session, and with no other's")
    void aReadWaitsForItsClientsOwnCommand() {
        server.thenSays(Rows.decided("unknown", "t-7"));
        server.otherwise(request -> Rows.reply(Rows.row("s-1", 8), "t-8"));

        client.desire("s-1", DesiredState.TERMINATED, false);
        client.get("s-1");
        client.get("s-2");

        assertThat(minPosition(1)).isEqualTo("t-7");
        assertThat(server.asked(2).header("Sessionfold-Min-Position")).isEmpty();
    }

    @Test
    @DisplayName("INV-2: a command that was refused stands in the log too, and reads wait for it")
    void aReadWaitsForARefusedCommand() {
        server.thenSays(Reply.problem(409, "conversation_busy").with("Sessionfold-Position", "t-7"));
        server.otherwise(request -> Rows.reply(Rows.row("s-1", 8), "t-8"));

        assertThatThrownBy(() -> client.startRun("s-1", NewRun.of("r-1", "turn")))
                .isInstanceOf(ProblemException.class);
        client.get("s-1");

        assertThat(minPosition(1)).isEqualTo("t-7");
    }

    @Test
    @DisplayName("INV-2: a read is not older than the read before it, also of a run or a route")
    void aReadWaitsForTheReadBeforeIt() {
        server.thenSays(Rows.reply(Rows.row("s-1", 5), "t-5"), Rows.reply(Rows.row("s-1", 4), "t-4"));
        server.otherwise(
                request -> Reply.json(200, "{\"runId\":\"r-1\",\"state\":\"RUNNING\",\"live\":true,\"outcome\":null}"));

        client.get("s-1");
        client.get("s-1");
        client.run("s-1", "r-1");

        assertThat(minPosition(1)).isEqualTo("t-5");
        assertThat(minPosition(2)).as("the later of both").isEqualTo("t-5");
    }

    @Test
    @DisplayName("INV-2: after two commands at once, of which nobody knows the later one, a read waits for both")
    void aReadWaitsForAllCommandsThatWereInFlightTogether() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Runnable together = () -> {
            both.countDown();
            awaitQuietly(both);
        };
        server.thenSays(
                Rows.decided("applied", "t-1").after(together),
                Rows.decided("applied", "t-2").after(together));
        CompletableFuture<?> one = client.async().desire("s-1", DesiredState.RUNNING, false);
        CompletableFuture<?> other = client.async().desire("s-1", DesiredState.HIBERNATED, false);
        CompletableFuture.allOf(one, other).join();
        server.otherwise(request ->
                request.header("Sessionfold-Min-Position").orElseThrow().equals("t-1")
                        ? Rows.reply(Rows.row("s-1", 9), "t-9")
                        : Rows.reply(Rows.row("s-1", 3), "t-3"));

        SessionSnapshot read = client.get("s-1");
        assertThat(read.row().getStateVersion())
                .as("the later of what both waits showed")
                .isEqualTo(9);
        assertThat(List.of(minPosition(2), minPosition(3))).containsExactlyInAnyOrder("t-1", "t-2");

        server.otherwise(request -> Rows.reply(Rows.row("s-1", 9), "t-9"));
        client.get("s-1");
        assertThat(server.asked()).hasSize(5);
        assertThat(minPosition(4)).isEqualTo("t-9");
    }

    @Test
    void aPositionOfAnotherLogIsSaidOnceAndForgotten() {
        server.thenSays(
                Rows.reply(Rows.row("s-1", 5), "t-5"),
                Reply.problem(412, "version_not_reached"),
                Rows.reply(Rows.row("s-1", 1), "u-1"));

        client.get("s-1");
        assertThatThrownBy(() -> client.get("s-1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("version_not_reached"));

        assertThat(client.get("s-1").position()).isEqualTo("u-1");
        assertThat(server.asked(2).header("Sessionfold-Min-Position")).isEmpty();
    }

    @Test
    void whatAnotherClientSawCanBeAskedFor() {
        server.otherwise(request -> Rows.reply(Rows.row("s-1", 5), "t-5"));

        client.getFromPosition("s-1", "t-theirs");
        client.getFromVersion("s-2", 5);

        assertThat(minPosition(0)).isEqualTo("t-theirs");
        assertThat(server.asked(1).target()).isEqualTo("/v1/sessions/s-2?minVersion=5");
    }

    private String minPosition(int request) {
        return server.asked(request).header("Sessionfold-Min-Position").orElse("none");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
