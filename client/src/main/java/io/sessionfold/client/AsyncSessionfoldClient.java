package io.sessionfold.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.json.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The client for callers that do not wait. Each future fails with a {@link SessionfoldException}. {@link SessionfoldClient}
 * says what each call does. Thread-safe.
 */
public final class AsyncSessionfoldClient {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A server answers no later; a proxy may cut what is silent for longer. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(25);

    private static final int NOT_FOUND = 404;
    private static final String SESSION_NOT_FOUND = "session_not_found";

    /** The most that the server gives at once. */
    private static final int APPLICATIONS_PER_PAGE = 200;

    private final ControlPlane plane;

    AsyncSessionfoldClient(ControlPlane plane) {
        this.plane = plane;
    }

    public CompletableFuture<SessionSnapshot> get(String sessionKey) {
        return plane.row(sessionKey, null, null);
    }

    public CompletableFuture<SessionSnapshot> getFromVersion(String sessionKey, long minVersion) {
        return plane.row(sessionKey, minVersion, null);
    }

    public CompletableFuture<SessionSnapshot> getFromPosition(String sessionKey, String position) {
        return plane.row(sessionKey, null, position);
    }

    /** The row as it was at a position or a time; what is known of the session since does not matter to it. */
    public CompletableFuture<SessionSnapshot> getAsOf(String sessionKey, String asOf) {
        return plane.get(Paths.query(Paths.session(sessionKey), Map.of("asOf", asOf)))
                .thenApply(SessionSnapshot::of);
    }

    /** One page; a null cursor begins at the first event. */
    public CompletableFuture<HistoryPage> history(String sessionKey, int limit, @Nullable String cursor) {
        Map<String, String> parameters = ControlPlane.parameters("cursor", cursor);
        parameters.put("limit", Integer.toString(limit));
        return plane.read(sessionKey, Paths.query(Paths.session(sessionKey, "history"), parameters))
                .thenApply(HistoryPage::of);
    }

    public CompletableFuture<Optional<SessionSnapshot>> find(String sessionKey) {
        return get(sessionKey).handle((found, failure) -> {
            if (failure == null) {
                return Optional.of(found);
            }
            Throwable cause = Waiting.cause(failure);
            if (cause instanceof ProblemException problem
                    && problem.status() == NOT_FOUND
                    && problem.code().equals(SESSION_NOT_FOUND)
                    && problem.explanation().isEmpty()) {
                return Optional.empty();
            }
            throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        });
    }

    /** One page; a null cursor begins at the first. */
    public CompletableFuture<SessionPage> page(SessionFilter filter, int limit, @Nullable String cursor) {
        Map<String, String> parameters = ControlPlane.parameters("cursor", cursor);
        parameters.put("limit", Integer.toString(limit));
        parameters.putAll(filter.parameters());
        return plane.get(Paths.query(Paths.SESSIONS, parameters)).thenApply(SessionPage::of);
    }

    public CompletableFuture<Long> count(SessionFilter filter) {
        Map<String, String> parameters = ControlPlane.parameters("count", "true");
        parameters.putAll(filter.parameters());
        return plane.get(Paths.query(Paths.SESSIONS, parameters)).thenApply(answer -> {
            if (!answer.json().path("count").isIntegralNumber()) {
                throw new UnexpectedAnswerException("Expected a count, but there was none", null);
            }
            return answer.json().path("count").longValue();
        });
    }

    public CompletableFuture<RunSnapshot> run(String sessionKey, String runId) {
        return plane.read(sessionKey, Paths.session(sessionKey, "runs", runId)).thenApply(RunSnapshot::of);
    }

    public CompletableFuture<RunSnapshot> waitForRun(String sessionKey, String runId, Duration timeout) {
        return waitUntil(sessionKey, runId, plane.nanoTime() + timeout.toNanos());
    }

    public CompletableFuture<SessionRoute> route(String sessionKey) {
        return plane.read(sessionKey, Paths.session(sessionKey, "route")).thenApply(SessionRoute::of);
    }

    public CompletableFuture<Capabilities> capabilities() {
        return plane.capabilities();
    }

    /** Every application of the tenant, page by page, without manifests and icons. */
    public CompletableFuture<List<ApplicationRow>> applications() {
        return applications(List.of(), null);
    }

    public CompletableFuture<Decision> create(NewSession session) {
        return plane.command(session.sessionKey(), Paths.SESSIONS, session.json(), null)
                .thenApply(Decision::of);
    }

    public CompletableFuture<Decision> desire(String sessionKey, DesiredState desired, boolean force) {
        ObjectNode body = JSON.objectNode().put("desired", desired.name()).put("force", force);
        return command(sessionKey, body, "desired-state");
    }

    /** Begins a new incarnation; the server names it where none is given. */
    public CompletableFuture<Decision> reset(
            String sessionKey, @Nullable String newSessionId, @Nullable String reason) {
        ObjectNode body = JSON.objectNode();
        put(body, "newSessionId", newSessionId);
        put(body, "reason", reason);
        return command(sessionKey, body, "reset");
    }

    public CompletableFuture<Decision> delete(String sessionKey) {
        return plane.delete(sessionKey).thenApply(Decision::of);
    }

    public CompletableFuture<Admission> startRun(String sessionKey, NewRun run) {
        return plane.command(sessionKey, Paths.session(sessionKey, "runs"), run.json(), run.idempotencyKey())
                .thenApply(Admission::of);
    }

    public CompletableFuture<AbortAnswer> abort(String sessionKey, String runId, AbortStopReason stopReason) {
        ObjectNode body = JSON.objectNode().put("stopReason", stopReason.name());
        return plane.command(sessionKey, Paths.session(sessionKey, "runs", runId, "abort"), body, null)
                .thenApply(AbortAnswer::of);
    }

    public CompletableFuture<Decision> settle(
            String sessionKey, String runId, SettleResult result, @Nullable String summary) {
        ObjectNode body = JSON.objectNode().put("result", result.name());
        put(body, "summary", summary);
        return command(sessionKey, body, "runs", runId, "settle");
    }

    public CompletableFuture<List<EventAcknowledgement>> send(List<LifecycleEvent> events) {
        ArrayNode batch = JSON.arrayNode();
        events.forEach(event -> batch.add(EventJson.toJson(event)));
        return plane.post("/v1/events", batch, null).thenApply(EventAcknowledgement::of);
    }

    private CompletableFuture<RunSnapshot> waitUntil(String sessionKey, String runId, long endsAtNanos) {
        Duration left = Duration.ofNanos(Math.max(0, endsAtNanos - plane.nanoTime()));
        // Rounded up: the last wait is not cut into nothing.
        Duration poll = left.compareTo(LONGEST_POLL) > 0
                ? LONGEST_POLL
                : Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds());
        String target = Paths.query(
                Paths.session(sessionKey, "runs", runId, "wait"), Map.of("timeout", Long.toString(poll.toSeconds())));
        return plane.readPatiently(sessionKey, target, poll)
                .thenApply(RunSnapshot::of)
                .thenCompose(run -> run.hasEnded() || plane.nanoTime() >= endsAtNanos
                        ? CompletableFuture.completedFuture(run)
                        : waitUntil(sessionKey, runId, endsAtNanos));
    }

    private CompletableFuture<Decision> command(String sessionKey, ObjectNode body, String... path) {
        return plane.command(sessionKey, Paths.session(sessionKey, path), body, null)
                .thenApply(Decision::of);
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private CompletableFuture<List<ApplicationRow>> applications(List<ApplicationRow> read, @Nullable String cursor) {
        Map<String, String> parameters = ControlPlane.parameters("cursor", cursor);
        parameters.put("limit", Integer.toString(APPLICATIONS_PER_PAGE));
        return plane.get(Paths.query(Paths.APPLICATIONS, parameters)).thenCompose(answer -> {
            List<ApplicationRow> rows = new ArrayList<>(read);
            answer.json().path("applications").forEach(row -> rows.add(ContractJson.read(ApplicationRow.class, row)));
            String next = answer.json().path("cursor").textValue();
            return next == null ? CompletableFuture.completedFuture(List.copyOf(rows)) : applications(rows, next);
        });
    }
}
