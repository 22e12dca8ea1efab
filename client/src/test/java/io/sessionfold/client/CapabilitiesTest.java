package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.ScriptedServer.Reply;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a server can do, and what its errors mean where it cannot. */
final class CapabilitiesTest {

    private static final String NEW = "{\"sessions-by-owner\":\"0.1.0\"}";
    private static final String OLD = "{\"position-tokens\":\"0.1.0\"}";

    private final TestTime time = new TestTime();
    private final ScriptedServer server = new ScriptedServer();
    private final SessionfoldClient client =
            SessionfoldClient.builder(server.url()).clockwork(time).build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-43: capabilities are named, each with the version in which it came")
    void capabilitiesAreNamedAndVersioned() {
        server.otherwise(request -> Reply.json(200, NEW));

        Capabilities capabilities = client.capabilities();

        assertThat(capabilities.supports("sessions-by-owner")).isTrue();
        assertThat(capabilities.since("sessions-by-owner")).contains("0.1.0");
        assertThat(capabilities.supports("anything-else")).isFalse();
    }

    @Test
    @DisplayName("INV-43: a session that an older server does not find was perhaps made with another access key")
    void anOlderServersNotFoundIsExplained() {
        answers(Reply.problem(404, "session_not_found"), Reply.json(200, OLD));

        assertThatProblem(() -> client.get("s-1")).satisfies(problem -> {
            assertThat(problem.explanation()).contains("This session was made with another access key");
            assertThat(problem).hasMessageContaining("another access key").hasMessageContaining("session_not_found");
            assertThat(problem.code()).isEqualTo("session_not_found");
        });
        assertThatProblem(() -> client.find("s-1"))
                .satisfies(problem -> assertThat(problem.explanation()).isPresent());
        assertThatProblem(() -> client.delete("s-1"))
                .satisfies(problem -> assertThat(problem.explanation()).isPresent());
    }

    @Test
    @DisplayName("INV-43: a server that is too old to tell what it can do is an older one")
    void aServerWithoutCapabilitiesIsOlder() {
        answers(Reply.problem(404, "session_not_found"), Reply.problem(404, "not_found"));

        assertThatProblem(() -> client.get("s-1"))
                .satisfies(problem -> assertThat(problem.explanation()).isPresent());
    }

    @Test
    @DisplayName("INV-43: an older server's other errors go through as they are")
    void anOlderServersOtherErrorsGoThrough() {
        for (Reply other : new Reply[] {
            Reply.problem(410, "session_gone"),
            Reply.problem(404, "run_not_found"),
            Reply.problem(404, "not_found"),
            Reply.problem(403, "forbidden"),
            Reply.problem(401, "unauthenticated"),
            Reply.problem(500, "internal_error")
        }) {
            answers(other, Reply.json(200, OLD));

            assertThatProblem(() -> client.get("s-1")).satisfies(problem -> {
                assertThat(problem.explanation()).isEmpty();
                assertThat(problem.status()).isEqualTo(other.status());
            });
        }
    }

    @Test
    @DisplayName("INV-43: a server with sessions-by-owner that finds none has none: its own error goes through")
    void aNewerServersNotFoundGoesThrough() {
        answers(Reply.problem(404, "session_not_found"), Reply.json(200, NEW));

        assertThatProblem(() -> client.get("s-1"))
                .satisfies(problem -> assertThat(problem.explanation()).isEmpty());
        assertThat(client.find("s-1")).isEmpty();
    }

    @Test
    @DisplayName("INV-43: where it cannot be learned what a server can do, its own error goes through")
    void anUnknownServersNotFoundGoesThrough() {
        answers(Reply.problem(404, "session_not_found"), Reply.problem(503, "store_not_ready"));

        assertThatProblem(() -> client.get("s-1"))
                .satisfies(problem -> assertThat(problem.explanation()).isEmpty());
    }

    @Test
    @DisplayName("INV-43: each instance is asked for itself, as during an upgrade they differ")
    void theInstanceThatAnsweredIsTheOneThatCounts() {
        try (ScriptedServer newer = new ScriptedServer()) {
            answers(Reply.problem(503, "store_not_ready").with("Retry-After", "1"), Reply.json(200, OLD));
            newer.otherwise(request -> request.target().equals("/v1/capabilities")
                    ? Reply.json(200, NEW)
                    : Reply.problem(404, "session_not_found"));
            SessionfoldClient both = SessionfoldClient.builder(server.url(), newer.url())
                    .clockwork(time)
                    .build();
            assertThat(both.capabilities().supports(Capabilities.SESSIONS_BY_OWNER))
                    .isFalse();

            assertThatProblem(() -> both.get("s-1"))
                    .satisfies(problem -> assertThat(problem.explanation()).isEmpty());
        }
    }

    @Test
    void capabilitiesAreRememberedForAMinute() {
        server.otherwise(request -> Reply.json(200, OLD));
        client.capabilities();
        client.capabilities();
        assertThat(server.asked()).hasSize(1);

        time.passes(ServerCapabilities.KNOWN_FOR);
        server.otherwise(request -> Reply.json(200, NEW));

        assertThat(client.capabilities().supports(Capabilities.SESSIONS_BY_OWNER))
                .isTrue();
    }

    private void answers(Reply toAll, Reply toCapabilities) {
        server.otherwise(request -> request.target().equals("/v1/capabilities") ? toCapabilities : toAll);
    }

    private static AbstractThrowableAssert<?, ProblemException> assertThatProblem(ThrowingCallable call) {
        return assertThatThrownBy(call).asInstanceOf(InstanceOfAssertFactories.throwable(ProblemException.class));
    }
}
