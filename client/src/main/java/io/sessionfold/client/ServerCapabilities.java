package io.sessionfold.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each instance can do, asked of itself, since during an upgrade they differ; and what an older one's error may mean
 * (INV-43). Thread-safe.
 */
final class ServerCapabilities {

    /** After this an upgraded instance is known as such. */
    static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    static final String ANOTHER_ACCESS_KEY = "This session was made with another access key";

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final String SESSION_NOT_FOUND = "session_not_found";

    private final Transport transport;
    private final Clockwork clockwork;
    private final Map<URI, Known> known = new ConcurrentHashMap<>();

    ServerCapabilities(Transport transport, Clockwork clockwork) {
        this.transport = transport;
        this.clockwork = clockwork;
    }

    CompletableFuture<Capabilities> of(URI instance) {
        Known before = known.get(instance);
        if (before != null && clockwork.nanoTime() - before.sinceNanos < KNOWN_FOR.toNanos()) {
            return CompletableFuture.completedFuture(before.capabilities);
        }
        Call call = Call.get("/v1/capabilities", WITHIN);
        return transport
                .at(instance, call, WITHIN)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(Transport.unreachable(call, Waiting.cause(failure))))
                .thenApply(answer -> {
                    Capabilities capabilities = read(answer);
                    known.put(instance, new Known(capabilities, clockwork.nanoTime()));
                    return capabilities;
                });
    }

    /** Why a session was probably not found; empty wherever the server's own error says it all. */
    CompletableFuture<Optional<String>> explanation(URI instance, Problem problem) {
        if (problem.status() != NOT_FOUND || !problem.code().equals(SESSION_NOT_FOUND)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // A server that does not tell what it can do is not known to lack it: its own error goes through.
        return of(instance)
                .thenApply(capabilities -> capabilities.supports(Capabilities.SESSIONS_BY_OWNER)
                        ? Optional.<String>empty()
                        : Optional.of(ANOTHER_ACCESS_KEY))
                .exceptionally(failure -> Optional.empty());
    }

    private static Capabilities read(Answer answer) {
        if (answer.status() == NOT_FOUND) {
            return Capabilities.NONE;
        }
        if (answer.isError()) {
            throw new ProblemException(answer.problem(), null);
        }
        return Capabilities.of(answer.json());
    }

    private record Known(Capabilities capabilities, long sinceNanos) {}
}
