package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The control plane as one client sees it: its errors are exceptions, its reads are never older than what this client wrote or
 * read of the same session before (INV-2). Thread-safe.
 */
final class ControlPlane {

    static final String PRODUCER = "Sessionfold-Producer";
    static final String MIN_POSITION = "Sessionfold-Min-Position";

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int NEVER_REACHED = 412;

    private final Transport transport;
    private final ServerCapabilities capabilities;
    private final PositionMemory positions = new PositionMemory();
    private final Duration within;
    private final @Nullable String producerId;

    /** @param producerId how commands name who writes; null leaves it to the server */
    ControlPlane(Transport transport, ServerCapabilities capabilities, Duration within, @Nullable String producerId) {
        this.transport = transport;
        this.capabilities = capabilities;
        this.within = within;
        this.producerId = producerId;
    }

    Transport transport() {
        return transport;
    }

    long nanoTime() {
        return transport.nanoTime();
    }

    CompletableFuture<Capabilities> capabilities() {
        return capabilities.of(transport.instances().current());
    }

    /** What stands at a path that is no session's. */
    CompletableFuture<Answer> get(String target) {
        return transport.send(Call.get(target, within)).thenCompose(this::required);
    }

    /** A command that is no session's. */
    CompletableFuture<Answer> post(String target, JsonNode body, @Nullable String idempotencyKey) {
        return transport.send(post(target, body.toString(), idempotencyKey)).thenCompose(this::required);
    }

    /** A session's row, not older than what is known of it, nor than the caller wants. */
    CompletableFuture<SessionSnapshot> row(String sessionKey, @Nullable Long minVersion, @Nullable String minPosition) {
        List<String> tokens = new ArrayList<>(positions.of(sessionKey));
        if (minPosition != null && !tokens.contains(minPosition)) {
            tokens.add(minPosition);
        }
        String target = minVersion == null
                ? Paths.session(sessionKey)
                : Paths.query(Paths.session(sessionKey), Map.of("minVersion", Long.toString(minVersion)));
        return rowAfterAll(sessionKey, target, tokens);
    }

    /** Something else of a session, read behind what is known of it. */
    CompletableFuture<Answer> read(String sessionKey, String target) {
        return settled(sessionKey)
                .thenCompose(token -> transport.send(behind(Call.get(target, within), token)))
                .thenCompose(answer -> required(sessionKey, answer));
    }

    /** The same for what the server answers late. */
    CompletableFuture<Answer> readPatiently(String sessionKey, String target, Duration patience) {
        Call call = Call.get(target, patience.plus(within));
        return settled(sessionKey)
                .thenCompose(token -> transport.sendPatiently(behind(call, token)))
                .thenCompose(answer -> required(sessionKey, answer));
    }

    /** A command to a session. */
    CompletableFuture<Answer> command(
            String sessionKey, String target, JsonNode body, @Nullable String idempotencyKey) {
        return written(sessionKey, post(target, body.toString(), idempotencyKey));
    }

    CompletableFuture<Answer> delete(String sessionKey) {
        return written(sessionKey, Call.delete(Paths.session(sessionKey), within));
    }

    private CompletableFuture<Answer> written(String sessionKey, Call call) {
        long sentAt = positions.sending();
        return transport.send(call).thenCompose(answer -> {
            // A refusal stands in the log too, and says where.
            String token = answer.json()
                    .path("position")
                    .asText(answer.header(Answer.POSITION).orElse(""));
            positions.wrote(sessionKey, token, sentAt);
            return required(sessionKey, answer);
        });
    }

    private Call post(String target, String body, @Nullable String idempotencyKey) {
        String key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        Call post = Call.post(target, key, Body.of(body), within);
        return producerId == null ? post : post.with(PRODUCER, producerId);
    }

    /** The one token behind which everything known of a session stands; null if nothing is known. */
    private CompletableFuture<@Nullable String> settled(String sessionKey) {
        List<String> tokens = positions.of(sessionKey);
        if (tokens.size() <= 1) {
            return CompletableFuture.completedFuture(tokens.isEmpty() ? null : tokens.get(0));
        }
        return rowAfterAll(sessionKey, Paths.session(sessionKey), tokens).thenApply(SessionSnapshot::position);
    }

    /** Waits for each of the tokens, and gives the latest row that this showed: it stands behind all of them. */
    private CompletableFuture<SessionSnapshot> rowAfterAll(String sessionKey, String target, List<String> tokens) {
        if (tokens.isEmpty()) {
            return rowAfter(sessionKey, target, null);
        }
        CompletableFuture<SessionSnapshot> latest = rowAfter(sessionKey, target, tokens.get(0));
        for (String token : tokens.subList(1, tokens.size())) {
            latest = latest.thenCompose(
                    one -> rowAfter(sessionKey, target, token).thenApply(other -> later(one, other)));
        }
        return latest;
    }

    private CompletableFuture<SessionSnapshot> rowAfter(String sessionKey, String target, @Nullable String token) {
        return transport
                .send(behind(Call.get(target, within), token))
                .thenCompose(answer -> required(sessionKey, answer))
                .thenApply(answer -> {
                    SessionSnapshot snapshot = SessionSnapshot.of(answer);
                    positions.read(
                            sessionKey,
                            snapshot.position(),
                            snapshot.row().getPosition().getOffset(),
                            token == null ? List.of() : List.of(token));
                    return snapshot;
                });
    }

    private static SessionSnapshot later(SessionSnapshot one, SessionSnapshot other) {
        long offset = one.row().getPosition().getOffset();
        return other.row().getPosition().getOffset() > offset ? other : one;
    }

    private static Call behind(Call call, @Nullable String token) {
        return token == null ? call : call.with(MIN_POSITION, token);
    }

    private CompletableFuture<Answer> required(String sessionKey, Answer answer) {
        if (answer.status() == NOT_FOUND || answer.status() == GONE || answer.status() == NEVER_REACHED) {
            // Said once; what is known of another log must not stop every later read.
            positions.forget(sessionKey);
        }
        return required(answer);
    }

    private CompletableFuture<Answer> required(Answer answer) {
        if (!answer.isError()) {
            return CompletableFuture.completedFuture(answer);
        }
        Problem problem = answer.problem();
        return capabilities.explanation(answer.from(), problem).thenApply(explanation -> {
            throw new ProblemException(problem, explanation.orElse(null));
        });
    }

    /** Parameters in the order in which they are put in, without those that are null. */
    static Map<String, String> parameters(String name, @Nullable String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (value != null) {
            parameters.put(name, value);
        }
        return parameters;
    }
}
