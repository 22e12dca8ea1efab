package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One answer of HTTP.
 *
 * @param from the instance or session that gave it
 */
record Answer(URI from, int status, HttpHeaders headers, Body body) {

    static final String POSITION = "Sessionfold-Position";
    static final String SERVED_BY = "Sessionfold-Served-By";
    static final String STALENESS = "Sessionfold-Staleness-Ms";

    private static final int FIRST_ERROR = 400;

    boolean isError() {
        return status < 200 || status >= FIRST_ERROR;
    }

    /** The body as JSON; missing if it is none. */
    JsonNode json() {
        try {
            return RecordJson.parse(new String(body.bytes(), StandardCharsets.UTF_8));
        } catch (JsonFormatException e) {
            return MissingNode.getInstance();
        }
    }

    Problem problem() {
        return Problem.of(status, json(), retryAfter().orElse(null));
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** What Retry-After says in seconds; a date in it counts as nothing said. */
    Optional<Duration> retryAfter() {
        return header("Retry-After").flatMap(Answer::seconds);
    }

    private static Optional<Duration> seconds(String text) {
        try {
            long seconds = Long.parseLong(text.trim());
            return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
