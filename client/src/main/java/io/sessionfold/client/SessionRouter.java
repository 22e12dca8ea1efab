package io.sessionfold.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A session router: brings requests to the sessions themselves, by the routes that the server gives, and falls back to the
 * control plane in one case alone (INV-42).
 *
 * <p>It falls back if the request was routed, is GET, is on an eligible path, and got 404 or 410 with the code {@code
 * session_gone}. Then the route is evicted, if it is still the one that was used, and the original request goes once to the
 * control plane, with the caller's own credentials and without the direct token; what that answers is the answer. Everything
 * else is passed through as it is, and the route is kept: 5xx, failed connections, 401, 403, other 4xx, every POST. A session
 * that has no route is asked at the control plane to begin with, where nothing can fall back; if its route cannot be learned,
 * that is said.
 *
 * <p>Eligible are the paths that the caller registered, by whole segments; unless it did, none. History is best asked of the
 * control plane outright: what is live and what is recorded are two things. Thread-safe.
 */
public final class SessionRouter {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String GET = "GET";
    private static final String SESSION_GONE = "session_gone";
    private static final Set<Integer> GONE = Set.of(404, 410);

    /** What the server says of a session without a route. */
    private static final Set<String> NO_ROUTE = Set.of(SESSION_GONE, "route_not_found");

    private final SessionfoldClient client;
    private final DirectTokens tokens;
    private final List<String> eligible;
    private final Duration within;
    private final RouteCache routes = new RouteCache();

    private SessionRouter(SessionfoldClient client, DirectTokens tokens, List<String> eligible, Duration within) {
        this.client = client;
        this.tokens = tokens;
        this.eligible = eligible;
        this.within = within;
    }

    /** A router that never falls back. */
    public static SessionRouter of(SessionfoldClient client, DirectTokens tokens) {
        return new SessionRouter(client, tokens, List.of(), WITHIN);
    }

    /** The same router with an empty cache, and these paths eligible; each stands for everything below it too. */
    public SessionRouter fallingBackOn(String... paths) {
        List<String> plain = List.of(paths);
        plain.forEach(SessionPath::require);
        return new SessionRouter(client, tokens, plain, within);
    }

    /** The same router with an empty cache, and this time for each request. */
    public SessionRouter within(Duration time) {
        return new SessionRouter(client, tokens, eligible, time);
    }

    /**
     * Sends a request, and waits.
     *
     * @throws UnreachableException if whoever was to answer could not be reached
     */
    public DirectAnswer send(DirectRequest request) {
        return Waiting.on(sendAsync(request));
    }

    /** Sends a request. */
    public CompletableFuture<DirectAnswer> sendAsync(DirectRequest request) {
        // Decided of the original request, before anything answers.
        boolean mayFallBack = request.method().equals(GET)
                && eligible.stream().anyMatch(path -> SessionPath.isBelow(request.path(), path));
        return route(request.sessionKey())
                .thenCompose(route ->
                        route.isPresent() ? routed(request, route.get(), mayFallBack) : atControlPlane(request));
    }

    /** Forgets a session's route, e.g. after its row said {@code routeAvailable: false}; the next request asks for it. */
    public void forget(String sessionKey) {
        routes.forget(sessionKey);
    }

    /** The route that is kept for a session. */
    Optional<SessionRoute> kept(String sessionKey) {
        return routes.get(sessionKey);
    }

    private CompletableFuture<Optional<SessionRoute>> route(String sessionKey) {
        Optional<SessionRoute> kept = routes.get(sessionKey);
        if (kept.isPresent()) {
            return CompletableFuture.completedFuture(kept);
        }
        return client.async().route(sessionKey).handle((route, failure) -> {
            if (failure == null) {
                return Optional.of(routes.keep(sessionKey, route));
            }
            Throwable cause = Waiting.cause(failure);
            if (cause instanceof ProblemException problem && NO_ROUTE.contains(problem.code())) {
                return Optional.empty();
            }
            throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        });
    }

    private CompletableFuture<DirectAnswer> routed(DirectRequest request, SessionRoute route, boolean mayFallBack) {
        return direct(request, route).thenCompose(answer -> {
            if (!mayFallBack || !saysGone(answer)) {
                return CompletableFuture.completedFuture(new DirectAnswer(answer, true));
            }
            routes.evict(request.sessionKey(), route);
            return atControlPlane(request);
        });
    }

    private CompletableFuture<Answer> direct(DirectRequest request, SessionRoute route) {
        String url = request.target(route.baseUrl().toString());
        HttpRequest.Builder direct = HttpRequest.newBuilder(URI.create(url));
        request.headers().forEach(direct::setHeader);
        direct.setHeader("Authorization", "Bearer " + tokens.token(route.credentialRef()));
        direct.method(request.method(), Transport.publisher(request.body()));
        Call named = call(request);
        return client.plane()
                .transport()
                .exchange(route.baseUrl(), direct.build(), within)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(Transport.unreachable(named, Waiting.cause(failure))));
    }

    /** The original request, once. */
    private CompletableFuture<DirectAnswer> atControlPlane(DirectRequest request) {
        return client.plane().transport().sendOnce(call(request)).thenApply(answer -> new DirectAnswer(answer, false));
    }

    private Call call(DirectRequest request) {
        return new Call(
                request.method(),
                request.target(Paths.session(request.sessionKey())),
                request.headers(),
                request.body(),
                within);
    }

    private static boolean saysGone(Answer answer) {
        return GONE.contains(answer.status()) && answer.problem().code().equals(SESSION_GONE);
    }
}
