package io.sessionfold.tests.client;

import io.sessionfold.client.Credentials;
import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.TokenLine;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.tests.live.LiveCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A broker, a serving engine that knows two tenants by their tokens, and clients of it. */
final class ClientStage implements AutoCloseable {

    /** Far longer than anything takes that works. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int PARTITIONS = 4;

    private final LiveCluster cluster;
    private final ServingEngine engine;

    private ClientStage(LiveCluster cluster, ServingEngine engine) {
        this.cluster = cluster;
        this.engine = engine;
    }

    /** Who asks. A second credential of a user is another token for the same name. */
    enum Who {
        ACME_GATEWAY("acme", "gateway", Scope.TENANT),
        GLOBEX_GATEWAY("globex", "gateway", Scope.TENANT),
        ACME_ADA("acme", "ada", Scope.OWN),
        ACME_ADA_ELSEWHERE("acme", "ada", Scope.OWN),
        ACME_BOB("acme", "bob", Scope.OWN);

        private final String tenantId;
        private final String userId;
        private final Scope scope;

        Who(String tenantId, String userId, Scope scope) {
            this.tenantId = tenantId;
            this.userId = userId;
            this.scope = scope;
        }

        String token() {
            return "secret-of-" + name();
        }

        private String line() {
            return TokenLine.of(token(), tenantId, userId, EnumSet.of(Role.OPERATOR), scope, null);
        }
    }

    /** Starts everything, and waits until it can answer. */
    static ClientStage start(Path folder, Map<String, String> more) {
        LiveCluster cluster = LiveCluster.start(folder.resolve("stack"), PARTITIONS, Map.of());
        try {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "http.port",
                    "0",
                    "http.auth",
                    "tokens",
                    "http.auth.file",
                    tokens(folder.resolve("tokens")).toString(),
                    "partitions",
                    Integer.toString(PARTITIONS)));
            settings.putAll(more);
            ServingEngine engine = ServingEngine.start(cluster.settings(folder.resolve("state"), settings));
            ClientStage stage = new ClientStage(cluster, engine);
            stage.awaitReady();
            return stage;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    SessionfoldClient client(Who who) {
        return SessionfoldClient.builder(url())
                .credentials(Credentials.token(who.token()))
                .build();
    }

    /** A gateway that says what it calls itself. */
    SessionfoldClient gateway(Who who, String producerId) {
        return SessionfoldClient.builder(url())
                .credentials(Credentials.token(who.token()))
                .producer(producerId)
                .build();
    }

    URI url() {
        return URI.create(engine.url());
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    String registryUrl() {
        return cluster.registryUrl();
    }

    @Override
    public void close() {
        engine.close();
        cluster.close();
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(url().resolve("/ready")).build();
        Awaitility.await("the engine is ready")
                .atMost(PATIENCE)
                .until(() ->
                        http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
    }

    private static Path tokens(Path file) {
        List<String> lines = new ArrayList<>();
        for (Who who : Who.values()) {
            lines.add(who.line());
        }
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
