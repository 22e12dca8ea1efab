package io.sessionfold.tests.flood;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A tenant that speaks to one instance, with its token. Thread-safe. */
final class Party {

    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    Party(String url, String token) {
        this.url = url;
        this.token = token;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return send(
                request(path, headers).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A session without a controller. */
    void create(String sessionKey) throws IOException, InterruptedException {
        HttpResponse<String> created = post(
                "/v1/sessions",
                JSON,
                "{\"sessionKey\":\"%s\",\"kind\":\"chat\"}".formatted(sessionKey),
                "Idempotency-Key",
                "create-" + sessionKey);
        if (created.statusCode() != 202) {
            throw new AssertionError("Expected a session to be created, but got " + created.body());
        }
    }

    /** An event that changes the row. */
    static String named(String sessionKey, String name) {
        return "{\"type\":\"SessionUpdated\",\"sessionKey\":\"%s\",\"payload\":{\"name\":\"%s\"}}"
                .formatted(sessionKey, name);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
