package io.sessionfold.tests.handover;

import io.sessionfold.engine.app.cli.Main;
import io.sessionfold.tests.faults.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** {@code serve} as a user starts it: the command's own main, its log and its settings, in a process of its own. */
final class ServedProcess implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final Process process;
    private final Path said;
    private final int port;

    private ServedProcess(String name, Process process, Path said, int port) {
        this.name = name;
        this.process = process;
        this.said = said;
        this.port = port;
    }

    /**
     * Starts one, and does not wait for it.
     *
     * @param name also of its clients in the group
     */
    static ServedProcess start(Path folder, String name, Map<String, String> settings) throws IOException {
        int port = FreePorts.next();
        Map<String, String> all = new TreeMap<>(settings);
        all.put("http.port", Integer.toString(port));
        all.put("http.advertised", HOST + ':' + port);
        all.put("state.dir", folder.resolve("state-" + name).toString());
        all.put("streams.client.id", name);
        StringBuilder lines = new StringBuilder();
        all.forEach((setting, value) ->
                lines.append(setting).append('=').append(value).append('\n'));
        Path said = folder.resolve("said-" + name);
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--config",
                        Files.writeString(folder.resolve(name + ".properties"), lines)
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
        return new ServedProcess(name, process, said, port);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** What the others call it. */
    String address() {
        return HOST + ':' + port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Whether it can answer; one that does not answer at all cannot. */
    boolean isReady() throws InterruptedException {
        try {
            return get("/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it lets nobody in. */
    boolean isRefusing() throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !probe.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Its exit code, once it has ended. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Everything that it said so far. */
    String said() throws IOException {
        return Files.readString(said);
    }

    @Override
    public void close() {
        kill();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address() + path)).timeout(ANSWER_PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
