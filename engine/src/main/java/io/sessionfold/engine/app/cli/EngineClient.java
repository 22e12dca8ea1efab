package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.tls.TlsContexts;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks an engine over HTTP; what it cannot answer is a {@link CommandException}. */
final class EngineClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /** What was asked for is not there, or not as it would have to be: absent, gone, beyond the end, in conflict. */
    private static final Set<Integer> NOT_THERE = Set.of(404, 409, 410, 412);

    private static final int FIRST_SERVER_ERROR = 500;

    private final HttpClient client;
    private final String base;
    private final @Nullable String token;

    /**
     * @param token shows who asks; null for nobody. In no message.
     * @param trust a PEM file with the authorities to believe; null for the JDK's
     */
    EngineClient(String base, @Nullable String token, @Nullable Path trust) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.token = token;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (trust != null) {
            builder.sslContext(TlsContexts.client(trust));
        }
        this.client = builder.build();
    }

    /** An answer: its JSON, and the position that came with it. */
    record Answer(JsonNode body, @Nullable String position) {}

    /** A path segment or parameter as a URL can carry it. */
    static String encoded(String text) {
        // "." and ".." would be folders.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    /** A query string, with its question mark; empty for no parameters. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + encoded(parameter.getValue()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), text -> text.isEmpty() ? "" : '?' + text));
    }

    Answer get(String path) {
        HttpResponse<String> response = send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw refused(response.statusCode(), response.body());
        }
        return new Answer(
                json(response.body()),
                response.headers().firstValue("Sessionfold-Position").orElse(null));
    }

    /** Sends a command. */
    Answer post(String path, JsonNode body) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != ACCEPTED) {
            throw refused(response.statusCode(), response.body());
        }
        return new Answer(json(response.body()), null);
    }

    /** The lines of the stream of changes, as they come. */
    Stream<String> changes(@Nullable String lastEventId) {
        HttpRequest.Builder request = request("/v1/changes").header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = send(request.build(), HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != OK) {
            throw refused(response.statusCode(), response.body().collect(Collectors.joining("\n")));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
            return token == null ? request : request.header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("Expected --url to be an http or https URL, but it was '" + base + "'");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (SSLException e) {
            throw CommandException.unreachable(
                    "Expected the certificate of " + base + " to be believed, but it was not; --trust names a PEM file"
                            + " with its authority",
                    e);
        } catch (IOException e) {
            throw CommandException.unreachable(
                    "Expected an engine to answer at " + base + ", but it did not; start one with `sessionfold dev` or"
                            + " `sessionfold serve`, or say where it is with --url",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.unreachable("The wait for the engine at " + base + " was interrupted", e);
        }
    }

    private CommandException refused(int status, String body) {
        String message = detail(body);
        message = message.isEmpty() ? base + " answered with status " + status : message;
        if (NOT_THERE.contains(status)) {
            return CommandException.failed(message);
        }
        return status >= FIRST_SERVER_ERROR
                ? CommandException.unreachable(message, null)
                : CommandException.usage(message);
    }

    private JsonNode json(String body) {
        try {
            return RecordJson.parse(body);
        } catch (JsonFormatException e) {
            throw CommandException.unreachable("Expected an engine at " + base + ", but what answers is none", e);
        }
    }

    private static String detail(String body) {
        try {
            return RecordJson.parse(body).path("detail").asText("");
        } catch (JsonFormatException e) {
            // Something in between answered; its status says enough.
            return "";
        }
    }
}
