package io.sessionfold.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens streams of changes. Thread-safe. */
final class ChangeSource {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Transport transport;
    private final Clockwork clockwork;

    ChangeSource(Transport transport, Clockwork clockwork) {
        this.transport = transport;
        this.clockwork = clockwork;
    }

    Clockwork clockwork() {
        return clockwork;
    }

    /** What came of opening a stream. */
    sealed interface Opening {

        /** Its lines, and who sends them. */
        record Opened(URI from, LineQueue lines) implements Opening {}

        record Refused(Answer answer) implements Opening {}
    }

    /** Where the changes are now, so that a stream that breaks before its first change misses none. */
    CompletableFuture<String> now() {
        Call call = Call.get(Paths.query(Paths.SESSIONS, Map.of("limit", "1")), Duration.ofSeconds(30));
        return transport.send(call).thenApply(answer -> {
            if (answer.isError()) {
                throw new ProblemException(answer.problem(), null);
            }
            return answer.header(Answer.POSITION)
                    .orElseThrow(() -> new UnexpectedAnswerException(
                            "Expected a list to say how far it reaches, but it did not", null));
        });
    }

    /** Opens a stream at an instance; fails with the failure of the connection. */
    CompletableFuture<Opening> open(URI instance, String after) {
        Map<String, String> headers = Map.of("Accept", "text/event-stream", "Last-Event-ID", after);
        HttpRequest request = transport.request(instance, new Call("GET", "/v1/changes", headers, null, WITHIN));
        CompletableFuture<HttpResponse<Opening>> exchange = transport
                .http()
                .sendAsync(
                        request,
                        info -> info.statusCode() == OK
                                ? HttpResponse.BodySubscribers.mapping(
                                        new LineQueue(), lines -> new Opening.Opened(instance, lines))
                                : HttpResponse.BodySubscribers.mapping(
                                        new BoundedBody(BoundedBody.BYTES_MAX),
                                        body -> new Opening.Refused(
                                                new Answer(instance, info.statusCode(), info.headers(), body))));
        return exchange.copy()
                .orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((opening, failure) -> {
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                })
                .thenApply(HttpResponse::body);
    }

    URI instance() {
        return transport.instances().current();
    }

    void leave(URI failed) {
        transport.instances().leave(failed);
    }
}
