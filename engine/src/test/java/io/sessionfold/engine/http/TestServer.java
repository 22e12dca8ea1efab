package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.TestClock;
import io.sessionfold.engine.command.Door;
import io.sessionfold.engine.command.FoldedLog;
import io.sessionfold.engine.command.MemoryApplications;
import io.sessionfold.engine.config.HttpCallers;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.MemoryStores;
import io.sessionfold.engine.query.ProgressQuery;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.query.StoredApplications;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on a free port over stores in memory, and a client for it. */
public final class TestServer implements AutoCloseable {

    /** Long for a fold in memory, and short for who waits for what never comes. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    static final Duration COMMENT_EVERY = Duration.ofMillis(1);

    public final MemoryStores stores;
    public final StoredApplications stored = new StoredApplications(2);
    final MemoryStores workers = new MemoryStores(2);
    public final ScriptedChanges changes = new ScriptedChanges();
    public final ScriptedHistory history = new ScriptedHistory();
    public final FoldedLog log;
    public final MemoryApplications applications = new MemoryApplications();
    public volatile Optional<String> obstacle = Optional.empty();

    private final EngineMetrics metrics;
    private final HttpClient client = HttpClient.newHttpClient();
    final Door door;
    private final HttpServer server;

    public TestServer(@Nullable String tenant) {
        this(tenant, HttpCallers.LOOPBACK);
    }

    TestServer(@Nullable String tenant, HttpCallers trusted) {
        this(new LoopbackCallers(tenant, trusted), Settings.of(Map.of()));
    }

    /** With settings of access. */
    public static TestServer with(Map<String, String> settings) {
        return new TestServer(Settings.of(settings));
    }

    private TestServer(Settings settings) {
        this(ConfiguredCallers.of(settings.http(), settings.access(), new TestClock()), settings);
    }

    /** For one caller, whoever asks, over given stores. */
    TestServer(Caller caller, MemoryStores stores) {
        this(context -> caller, Settings.of(Map.of()), stores);
    }

    TestServer(Callers callers, Settings settings) {
        this(callers, settings, new MemoryStores(2));
    }

    private TestServer(Callers callers, Settings settings, MemoryStores stores) {
        this.stores = stores;
        this.log = new FoldedLog(stores);
        this.metrics = new EngineMetrics(progress(), null);
        SessionQuery sessions = stores.query();
        door = Door.of(log, sessions, applications, settings.policy(), PATIENCE, () -> log.now);
        HttpPorts ports = new HttpPorts(
                sessions,
                stored.query(),
                log.parked(),
                changes,
                history,
                () -> obstacle,
                metrics,
                callers,
                LogIdentity.UNSAID,
                door);
        server = new HttpServer(ports, settings.access(), COMMENT_EVERY).start("127.0.0.1", 0);
    }

    public int port() {
        return server.port();
    }

    /** What the server answers, as method and path. */
    List<String> registered() {
        return server.registered();
    }

    static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        DocumentedAnswers.check(method, path, answer);
        return answer;
    }

    /** Sends a JSON body. */
    HttpResponse<String> json(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return body(method, path, "application/json", body, headers);
    }

    HttpResponse<String> body(String method, String path, String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        DocumentedAnswers.check(method, path, answer);
        return answer;
    }

    HttpResponse<Stream<String>> lines(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    }

    /** Sends bytes that no well-behaved client would send, and reads the whole answer. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return RecordJson.parse(response.body());
    }

    /** The counts of two input topics, as an engine has them. */
    SortedMap<String, ProgressQuery> progress() {
        return new TreeMap<>(
                Map.of(Topics.EVENTS, new ProgressQuery(stores), Topics.WORKER_EVENTS, new ProgressQuery(workers)));
    }

    /** It is about to end. */
    void leave() {
        server.leave();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }
}
