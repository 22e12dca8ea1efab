package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.ScriptedServer.Reply;
import io.sessionfold.contract.DesiredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is tried again, where, and for how long. */
final class RetriesTest {

    private final TestTime time = new TestTime();
    private final ScriptedServer one = new ScriptedServer();
    private final ScriptedServer other = new ScriptedServer();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void aReadGoesToTheNextInstanceWhenOneIsDeadAndStaysThere() {
        other.otherwise(request -> Rows.reply(Rows.row("s-1", 1), "t-1"));
        SessionfoldClient client = client(nobody(), other.url());

        assertThat(client.get("s-1").row().getStateVersion()).isEqualTo(1);
        client.get("s-1");

        assertThat(other.asked()).hasSize(2);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void anInstanceThatIsNotReadyIsLeftAtOnceForOneThatIs() {
        one.thenSays(notReady());
        other.otherwise(request -> Rows.reply(Rows.row("s-1", 1), "t-1"));

        client(one.url(), other.url()).get("s-1");

        assertThat(time.pauses()).isEmpty();
        assertThat(other.asked()).hasSize(1);
    }

    @Test
    void whenAllInstancesWereAskedItPausesAsLongAsTheyWant() {
        one.thenSays(notReady(), Rows.reply(Rows.row("s-1", 1), "t-1"));
        other.thenSays(notReady());

        client(one.url(), other.url()).get("s-1");

        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void aServerThatWantsMorePatienceThanThereIsHasItsAnswerPassedOn() {
        one.otherwise(request -> notReady().with("Retry-After", "3600"));

        assertThatThrownBy(() -> client(one.url()).get("s-1"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo("store_not_ready");
                    assertThat(problem.problem().retryAfter()).isEqualTo(Duration.ofHours(1));
                });
        assertThat(one.asked()).hasSize(1);
    }

    @Test
    void triesEndWithTheTimeOfTheCall() {
        one.otherwise(request -> notReady());

        assertThatThrownBy(() -> client(one.url()).get("s-1")).isInstanceOf(ProblemException.class);

        // Two seconds between any two, in a time of ten.
        assertThat(one.asked()).hasSize(5);
    }

    @Test
    void pausesBetweenFailedConnectionsDoubleUpToALimit() {
        assertThatThrownBy(() -> client(nobody()).get("s-1")).isInstanceOf(UnreachableException.class);

        assertThat(time.pauses().subList(0, 7))
                .extracting(Duration::toMillis)
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 2_000L);
        assertThat(time.pauses().stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void tooManyRequestsAreTriedAgainAtTheSameInstance() {
        one.thenSays(Reply.problem(429, "too_many_requests").with("Retry-After", "1"));
        one.otherwise(request -> Rows.reply(Rows.row("s-1", 1), "t-1"));

        client(one.url(), other.url()).get("s-1");

        assertThat(other.asked()).isEmpty();
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aCommandIsRepeatedUnderTheSameKeyAndEveryCommandHasOne() {
        one.thenSays(notReady());
        one.otherwise(request -> Rows.decided("applied", "t-1"));

        SessionfoldClient client = client(one.url());
        client.desire("s-1", DesiredState.TERMINATED, false);
        client.desire("s-1", DesiredState.TERMINATED, false);

        List<String> keys = one.asked().stream()
                .map(request -> request.header("Idempotency-Key").orElseThrow())
                .toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        assertThat(one.asked(1).body()).isEqualTo(one.asked(0).body());
    }

    @Test
    void aDeletionHasNoKeyAndIsNotRepeated() {
        one.thenSays(notReady());

        assertThatThrownBy(() -> client(one.url()).delete("s-1")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> client(nobody(), one.url()).delete("s-1")).isInstanceOf(UnreachableException.class);

        assertThat(one.asked()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void nothingElseIsRepeated() {
        for (Reply reply : List.of(
                Reply.problem(500, "internal_error"),
                Reply.problem(502, ""),
                Reply.problem(503, "too_many_streams"),
                Reply.problem(400, "invalid_request"),
                Reply.problem(401, "unauthenticated"),
                Reply.problem(409, "conversation_busy"))) {
            int before = one.asked().size();
            one.thenSays(reply);

            assertThatThrownBy(() -> client(one.url()).get("s-1"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(reply.status()));

            assertThat(one.asked()).as("%s", reply).hasSize(before + 1);
        }
    }

    @Test
    void eachAttemptAsksForTheCredentialsAnew() {
        Iterator<String> tokens = List.of("old", "new").iterator();
        one.thenSays(notReady());
        one.otherwise(request -> Rows.reply(Rows.row("s-1", 1), "t-1"));

        SessionfoldClient.builder(one.url())
                .clockwork(time)
                .credentials(tokens::next)
                .build()
                .get("s-1");

        assertThat(one.asked())
                .extracting(request -> request.header("Authorization").orElseThrow())
                .containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void whoDoesNotWaitGetsTheSameAnswers() {
        one.thenSays(notReady(), Rows.reply(Rows.row("s-1", 4), "t-1"), Reply.problem(409, "conversation_busy"));
        AsyncSessionfoldClient client = client(one.url()).async();

        assertThat(client.get("s-1").join().row().getStateVersion()).isEqualTo(4);
        assertThatThrownBy(() -> client.get("s-1").join())
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("conversation_busy"));
    }

    private static Reply notReady() {
        return Reply.problem(503, "store_not_ready").with("Retry-After", "2");
    }

    private SessionfoldClient client(URI... instances) {
        return SessionfoldClient.builder(instances)
                .clockwork(time)
                .within(Duration.ofSeconds(10))
                .build();
    }

    /** A place where nobody listens. */
    private static URI nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
