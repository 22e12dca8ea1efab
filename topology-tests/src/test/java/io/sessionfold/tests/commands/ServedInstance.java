package io.sessionfold.tests.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.json.RecordJson;
import io.sessionfold.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A broker, a registry, and one instance that answers for the tenant acme; the instance can be started again. */
final class ServedInstance implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    final LocalStack stack;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private ServingEngine engine;

    private ServedInstance(LocalStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
        this.engine = ServingEngine.start(settings());
    }

    static ServedInstance start(Path folder) {
        LocalStack stack = LocalStack.start(folder.resolve("stack"));
        try {
            ServedInstance instance = new ServedInstance(stack, folder);
            instance.awaitReady();
            return instance;
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    Settings settings() {
        return Settings.of(Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "registry.url", stack.registryUrl(),
                "state.dir", folder.resolve("state").toString(),
                "partitions", "4",
                "replication.factor", "1",
                "standby.replicas", "0",
                "http.port", "0",
                "http.tenant", "acme"));
    }

    ServingEngine engine() {
        return engine;
    }

    /** Ends the instance, and starts it on the same folder. */
    void restart() {
        engine.close();
        engine = ServingEngine.start(settings());
        awaitReady();
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String contentType, String path, String body) {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers));
    }

    HttpResponse<String> delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return RecordJson.parse(answer.body());
    }

    /** The body of an answer that has to have this status. */
    static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json(answer);
    }

    @Override
    public void close() {
        engine.close();
        stack.close();
    }

    private void awaitReady() {
        await().atMost(START_PATIENCE).until(() -> get("/ready").statusCode() == 200);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine.url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
