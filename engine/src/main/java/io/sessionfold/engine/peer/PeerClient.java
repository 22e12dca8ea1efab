package io.sessionfold.engine.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one other instance one question: in bounded time, and not too many at once. Thread-safe. */
public final class PeerClient {

    private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

    /** How many questions are on their way at most: more would only wait in the other instance. */
    private static final int QUESTIONS_MAX = 256;

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private static final int FOUND = 200;
    private static final int UNAUTHENTICATED = 401;
    private static final int NEVER_REACHED = 412;
    private static final int NOT_READY = 503;

    private final HttpClient http;
    private final String scheme;
    private final PeerPasses passes;
    private final Duration timeout;
    private final Semaphore questions = new Semaphore(QUESTIONS_MAX);

    /**
     * @param http pools the connections
     * @param scheme of the addresses of the others
     * @param timeout how long an answer may take, beyond what the question itself waits
     */
    public PeerClient(HttpClient http, String scheme, PeerPasses passes, Duration timeout) {
        this.http = http;
        this.scheme = scheme;
        this.passes = passes;
        this.timeout = timeout;
    }

    /**
     * Asks an instance.
     *
     * @param patience how long the other side may wait before it answers
     * @param read makes the value of an answer
     */
    public <T> QueryResult<T> ask(
            String instance, String pathAndQuery, Duration patience, Function<HttpResponse<byte[]>, T> read) {
        if (!questions.tryAcquire()) {
            return new QueryResult.NotReady<>("Too many questions are on their way to other instances", ASK_AGAIN);
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request(instance, pathAndQuery, patience), BodyHandlers.ofByteArray());
            return answer.statusCode() == FOUND ? new QueryResult.Found<>(read.apply(answer)) : no(instance, answer);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).addKeyValue("instance", instance).log("An instance does not answer");
            return new QueryResult.NotReady<>("The instance " + instance + " does not answer", ASK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new QueryResult.NotReady<>("This instance is stopping", ASK_AGAIN);
        } finally {
            questions.release();
        }
    }

    private HttpRequest request(String instance, String pathAndQuery, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://" + instance + pathAndQuery))
                .timeout(timeout.plus(patience));
        if (passes.isSigned()) {
            request.header(PeerPasses.HEADER, passes.make("GET", pathAndQuery));
        }
        return request.build();
    }

    /** An answer without a value; what is not understood is not ready, so that nobody takes it for "not found". */
    private static <T> QueryResult<T> no(String instance, HttpResponse<byte[]> answer) {
        JsonNode problem = problem(answer);
        String detail = problem.path("detail").asText();
        if (problem.path("code").asText().equals("session_not_found")) {
            return new QueryResult.NotFound<>();
        }
        if (answer.statusCode() == NEVER_REACHED) {
            return new QueryResult.NeverReached<>(detail);
        }
        if (answer.statusCode() == UNAUTHENTICATED) {
            LOG.atWarn().addKeyValue("instance", instance).log("An instance does not know this one: check peer.secret");
        }
        return new QueryResult.NotReady<>(
                answer.statusCode() == NOT_READY ? detail : "The instance " + instance + " cannot answer", ASK_AGAIN);
    }

    private static JsonNode problem(HttpResponse<byte[]> answer) {
        try {
            return RecordJson.parse(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonFormatException e) {
            // No problem document: whatever answered there is no instance.
            return MissingNode.getInstance();
        }
    }
}
