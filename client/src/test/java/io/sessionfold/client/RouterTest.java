package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.ScriptedServer.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests to sessions themselves; every case for callers that wait and for those that do not. */
@ParameterizedClass
@EnumSource(RouterTest.Way.class)
final class RouterTest {

    @Parameter
    Way way = Way.SYNC;

    private final ScriptedServer plane = new ScriptedServer();
    private final ScriptedServer session = new ScriptedServer();
    private final TestTime time = new TestTime();
    private final SessionRouter router = SessionRouter.of(
                    SessionfoldClient.builder(plane.url())
                            .clockwork(time)
                            .credentials(Credentials.token("mine"))
                            .build(),
                    credentialRef -> "direct-" + credentialRef)
            .fallingBackOn("stream");

    /** How a caller asks. */
    enum Way {
        SYNC {
            @Override
            DirectAnswer send(SessionRouter router, DirectRequest request) {
                return router.send(request);
            }
        },
        ASYNC {
            @Override
            DirectAnswer send(SessionRouter router, DirectRequest request) {
                try {
                    return router.sendAsync(request).join();
                } catch (CompletionException failed) {
                    throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
                }
            }
        };

        abstract DirectAnswer send(SessionRouter router, DirectRequest request);
    }

    @AfterEach
    void close() {
        plane.close();
        session.close();
    }

    @Test
    @DisplayName(
            "INV-42: a request goes to the session by its route, with the direct token alone, and the route is kept")
    void aRequestIsRouted() {
        plane.otherwise(request -> route(1, session.url()));
        session.otherwise(request -> Reply.json(200, "\"live\""));

        DirectAnswer first = send(DirectRequest.get("s 1", "stream/frames").query("from=3"));
        send(DirectRequest.get("s 1", "stream/frames"));

        assertThat(first.text()).isEqualTo("\"live\"");
        assertThat(first.isRouted()).isTrue();
        assertThat(plane.asked()).extracting(Object::toString).containsExactly("GET /v1/sessions/s%201/route");
        assertThat(session.asked(0).target()).isEqualTo("/desk/stream/frames?from=3");
        assertThat(session.asked(0).header("Authorization")).contains("Bearer direct-ref-1");
        assertThat(session.asked()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("gone")
    @DisplayName(
            "INV-42: a routed GET on an eligible path whose session is gone goes once to the control plane, as it was")
    void aGoneSessionFallsBack(Reply gone) {
        plane.thenSays(route(1, session.url()), Reply.json(200, "\"recorded\""));
        session.otherwise(request -> gone);

        DirectAnswer answer =
                send(DirectRequest.get("s-1", "stream/frames").query("from=3").with("X-Trace", "7"));

        assertThat(answer.text()).isEqualTo("\"recorded\"");
        assertThat(answer.isRouted()).isFalse();
        assertThat(session.asked()).hasSize(1);
        assertThat(plane.asked()).hasSize(2);
        assertThat(plane.asked(1).target()).isEqualTo("/v1/sessions/s-1/stream/frames?from=3");
        assertThat(plane.asked(1).header("Authorization")).contains("Bearer mine");
        assertThat(plane.asked(1).header("X-Trace")).contains("7");
        assertThat(router.kept("s-1")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("answersOfThePlane")
    @DisplayName("INV-42: what the control plane answers to the fallback is the answer, good or bad; it is asked once")
    void theFallbackDoesNotLoop(Reply answer) {
        plane.thenSays(route(1, session.url()), answer);
        session.otherwise(request -> Reply.problem(410, "session_gone"));

        assertThat(send(DirectRequest.get("s-1", "stream/frames")).status()).isEqualTo(answer.status());

        assertThat(session.asked()).hasSize(1);
        assertThat(plane.asked()).hasSize(2);
        assertThat(time.pauses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("passedThrough")
    @DisplayName("INV-42: any other answer of a session is passed through, and its route is kept")
    void otherAnswersArePassedThrough(Reply reply) {
        plane.thenSays(route(1, session.url()));
        session.otherwise(request -> reply);

        DirectAnswer answer = send(DirectRequest.get("s-1", "stream/frames"));

        assertThat(answer.status()).isEqualTo(reply.status());
        assertThat(answer.text()).isEqualTo(reply.body());
        assertThat(session.asked()).hasSize(1);
        assertThat(plane.asked()).hasSize(1);
        assertThat(router.kept("s-1")).isPresent();
    }

    @Test
    @DisplayName("INV-42: a connection that fails is passed on, without another attempt, and the route is kept")
    void aFailedConnectionIsPassedThrough() {
        plane.thenSays(route(1, session.url()));
        session.close();

        assertThatThrownBy(() -> send(DirectRequest.get("s-1", "stream/frames")))
                .isInstanceOf(UnreachableException.class);

        assertThat(plane.asked()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
        assertThat(router.kept("s-1")).isPresent();
    }

    @Test
    @DisplayName("INV-42: a POST never falls back")
    void aPostIsPassedThrough() {
        plane.thenSays(route(1, session.url()));
        session.otherwise(request -> Reply.problem(410, "session_gone"));

        DirectAnswer answer =
                send(DirectRequest.post("s-1", "stream/frames", "text/plain", "x".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.status()).isEqualTo(410);
        assertThat(session.asked(0).body()).isEqualTo("x");
        assertThat(plane.asked()).hasSize(1);
        assertThat(router.kept("s-1")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("notEligible")
    @DisplayName("INV-42: a path that nobody registered does not fall back, however much it looks like one that is")
    void anotherPathIsPassedThrough(String path) {
        plane.thenSays(route(1, session.url()));
        session.otherwise(request -> Reply.problem(410, "session_gone"));

        assertThat(send(DirectRequest.get("s-1", path)).status()).isEqualTo(410);

        assertThat(plane.asked()).hasSize(1);
        assertThat(router.kept("s-1")).isPresent();
    }

    @Test
    @DisplayName("INV-42: unless paths are registered, none falls back")
    void noPathIsEligibleByDefault() {
        plane.thenSays(route(1, session.url()));
        session.otherwise(request -> Reply.problem(404, "session_gone"));
        SessionRouter plain = SessionRouter.of(SessionfoldClient.at(plane.url()), credentialRef -> "direct");

        assertThat(way.send(plain, DirectRequest.get("s-1", "stream/frames")).status())
                .isEqualTo(404);

        assertThat(plane.asked()).hasSize(1);
    }

    @Test
    @DisplayName("INV-42: a request that was not routed has nothing to fall back from")
    void withoutARouteTheControlPlaneIsAskedOnce() {
        plane.thenSays(Reply.problem(410, "session_gone"), Reply.problem(410, "session_gone"));

        DirectAnswer answer = send(DirectRequest.get("s-1", "stream/frames"));

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.isRouted()).isFalse();
        assertThat(plane.asked())
                .extracting(Object::toString)
                .containsExactly("GET /v1/sessions/s-1/route", "GET /v1/sessions/s-1/stream/frames");
    }

    @Test
    @DisplayName("INV-42: a route that is newer than the one that failed is kept")
    void aLateFailureDoesNotEvictANewerRoute() {
        plane.thenSays(route(1, session.url()), route(2, session.url()), Reply.json(200, "\"recorded\""));
        session.thenSays(Reply.problem(410, "session_gone").after(() -> {
            // While the first request is on its way, the route is replaced.
            router.forget("s-1");
            session.thenSays(Reply.json(200, "\"live\""));
            assertThat(router.send(DirectRequest.get("s-1", "stream/frames")).text())
                    .isEqualTo("\"live\"");
        }));

        DirectAnswer late = send(DirectRequest.get("s-1", "stream/frames"));

        assertThat(late.text()).isEqualTo("\"recorded\"");
        assertThat(router.kept("s-1"))
                .hasValueSatisfying(kept -> assertThat(kept.routeVersion()).isEqualTo(2));
    }

    @Test
    @DisplayName("INV-42: a route that somebody evicted already does not stop the fallback")
    void anEvictedRouteStillFallsBack() {
        plane.thenSays(route(1, session.url()), Reply.json(200, "\"recorded\""));
        session.thenSays(Reply.problem(410, "session_gone").after(() -> router.forget("s-1")));

        assertThat(send(DirectRequest.get("s-1", "stream/frames")).text()).isEqualTo("\"recorded\"");
    }

    @Test
    void aServerThatCannotTellTheRouteIsNotTakenForOneWithoutIt() {
        plane.otherwise(request -> Reply.problem(503, "store_not_ready"));

        assertThatThrownBy(() -> send(DirectRequest.get("s-1", "stream/frames")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("store_not_ready"));
        assertThat(plane.asked()).hasSize(1);
    }

    @Test
    void aPathThatCouldMeanAnotherIsRefused() {
        for (String path :
                List.of("", "/stream", "stream/../admin", "stream//x", "stream/%2e%2E/x", "a%2Fb", "a?b", "a\\b")) {
            assertThatThrownBy(() -> DirectRequest.get("s-1", path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> DirectRequest.get("s-1", "stream").with("authorization", "Bearer other"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Reply> gone() {
        return Stream.of(Reply.problem(404, "session_gone"), Reply.problem(410, "session_gone"));
    }

    static Stream<Reply> answersOfThePlane() {
        return Stream.of(
                Reply.problem(410, "session_gone"),
                Reply.problem(404, "session_not_found"),
                Reply.problem(500, "internal_error"),
                Reply.problem(503, "store_not_ready").with("Retry-After", "1"),
                Reply.problem(429, "too_many_requests").with("Retry-After", "1"));
    }

    static Stream<Reply> passedThrough() {
        return Stream.of(
                Reply.json(200, "{}"),
                Reply.json(302, "").with("Location", "http://127.0.0.1:1/"),
                Reply.problem(400, "session_gone"),
                Reply.problem(401, "session_gone"),
                Reply.problem(403, "session_gone"),
                Reply.problem(404, "not_found"),
                Reply.problem(404, "session_not_found"),
                Reply.json(404, "session_gone"),
                Reply.json(410, ""),
                Reply.json(410, "[\"session_gone\"]"),
                Reply.problem(409, "session_gone"),
                Reply.problem(429, "session_gone"),
                Reply.problem(500, "session_gone"),
                Reply.problem(502, "session_gone"),
                Reply.problem(503, "session_gone").with("Retry-After", "1"));
    }

    static Stream<String> notEligible() {
        return Stream.of("streams/frames", "streamfoo", "telemetry/stream", "Stream/frames", "history");
    }

    private DirectAnswer send(DirectRequest request) {
        return way.send(router, request);
    }

    private static Reply route(long version, URI session) {
        return Reply.json(
                200,
                "{\"baseUrl\":\"%s/desk/\",\"routeVersion\":%d,\"credentialRef\":\"ref-%d\"}"
                        .formatted(session, version, version));
    }
}
