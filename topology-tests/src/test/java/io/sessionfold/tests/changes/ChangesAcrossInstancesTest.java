package io.sessionfold.tests.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.EngineCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of changes over HTTP, while instances stop and start. */
final class ChangesAcrossInstancesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TENANT = "acme";
    private static final String KEY = "s-1";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private EngineCluster cluster;
    private Renaming sessions;
    private String lastEventId = "";

    @BeforeEach
    void start() {
        cluster = EngineCluster.start(folder);
        sessions = new Renaming(cluster);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aReaderGoesOnAfterARestartAndOnAnotherInstance() throws Exception {
        List<Integer> told = new ArrayList<>();
        try (ServingEngine first = serve("first")) {
            Iterator<String> stream = changes(first, null);
            sessions.create(TENANT, KEY);
            sessions.rename(TENANT, KEY, 19);
            sessions.flush();
            read(stream, 7, told);
        }
        sessions.rename(TENANT, KEY, 10);
        sessions.flush();
        try (ServingEngine restarted = serve("first")) {
            read(changes(restarted, lastEventId), 13, told);
        }
        sessions.rename(TENANT, KEY, 10);
        sessions.flush();
        try (ServingEngine another = serve("another")) {
            Iterator<String> stream = changes(another, lastEventId);
            read(stream, 20, told);
            sessions.rename(TENANT, KEY, 5);
            sessions.flush();
            read(stream, 5, told);
        }
        assertThat(told).containsExactlyElementsOf(versions(1, 45));
    }

    @Test
    void theStreamGoesOnBehindAListsPosition() throws Exception {
        try (ServingEngine engine = serve("only")) {
            sessions.create(TENANT, KEY);
            sessions.rename(TENANT, KEY, 4);
            sessions.flush();
            HttpResponse<String> list =
                    Awaitility.await("the list").atMost(PATIENCE).until(() -> list(engine), page -> listed(page) == 5);
            sessions.rename(TENANT, KEY, 5);
            sessions.flush();

            String position = list.headers().firstValue("Sessionfold-Position").orElseThrow();
            List<Integer> told = new ArrayList<>();
            Iterator<String> stream = changes(engine, position);
            while (!told.contains(10)) {
                read(stream, 1, told);
            }
            // What the list showed may be told again; its version says so.
            assertThat(told).containsExactlyElementsOf(versions(told.get(0), 10));
            assertThat(told.get(0)).isLessThanOrEqualTo(6);
        }
    }

    private ServingEngine serve(String name) {
        ServingEngine engine =
                ServingEngine.start(cluster.settings(name, Map.of("http.port", "0", "http.tenant", TENANT)));
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .until(() -> send(engine, "/ready").statusCode() == 200);
        return engine;
    }

    private Iterator<String> changes(ServingEngine engine, @Nullable String after) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine.url() + "/v1/changes"));
        if (after != null) {
            request.header("Last-Event-ID", after);
        }
        HttpResponse<Stream<String>> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().iterator();
    }

    /** Reads so many events, and keeps the versions and the last id as a reader would. */
    private void read(Iterator<String> stream, int count, List<Integer> versions) {
        for (int left = count; left > 0; ) {
            String line = stream.next();
            if (line.startsWith("id: ")) {
                lastEventId = line.substring("id: ".length());
            } else if (line.startsWith("event: ")) {
                assertThat(line).isEqualTo("event: session-changed");
            } else if (line.startsWith("data: ")) {
                JsonNode row = RecordJson.parse(line.substring("data: ".length()));
                versions.add(row.get("stateVersion").intValue());
                left--;
            }
        }
    }

    private HttpResponse<String> list(ServingEngine engine) throws Exception {
        return send(engine, "/v1/sessions");
    }

    /** The version of the one session that a list shows; 0 for none. */
    private static int listed(HttpResponse<String> list) {
        JsonNode rows = RecordJson.parse(list.body()).path("sessions");
        return rows.isEmpty()
                ? 0
                : Objects.requireNonNull(rows.get(0)).get("stateVersion").intValue();
    }

    private HttpResponse<String> send(ServingEngine engine, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(engine.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<Integer> versions(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
