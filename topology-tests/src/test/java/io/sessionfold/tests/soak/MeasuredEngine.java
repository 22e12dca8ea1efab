package io.sessionfold.tests.soak;

import io.sessionfold.tests.load.LoadedEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * An engine in a process of its own, whose memory is looked at from outside. Its heap has a fixed size and is touched at the
 * start: whatever the process grows by is not heap. Linux tells what a process takes.
 */
final class MeasuredEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MIB = 1 << 20;

    private final Process process;
    private final URI address;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private MeasuredEngine(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts one, and does not wait for it.
     *
     * @param heap as the JVM takes it: 256m
     * @param log where it writes what it has to say
     */
    static MeasuredEngine start(String heap, int port, Map<String, String> settings, Path log) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadedEngine.class.getName(),
                "http.port=" + port));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new MeasuredEngine(process, URI.create("http://127.0.0.1:" + port), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a process of an engine to start", e);
        }
    }

    URI uri(String path) {
        return address.resolve(path);
    }

    /** Waits until its stores can answer. */
    void awaitReady() throws InterruptedException {
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Expected the engine to run, but it ended; see " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Its metrics, as it answers them. */
    Metrics metrics() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/metrics")).timeout(PATIENCE).build();
        return Metrics.of(http.send(request, BodyHandlers.ofString()).body());
    }

    /** What the process takes of the machine's memory, in MiB. */
    double rssMib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            String rss =
                    lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(rss.replaceAll("\\D", "")) * 1024 / MIB;
        }
    }

    /** How many files and connections it has open. */
    long files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.count();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it leave in order. */
    void leave() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri("/ready")).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
