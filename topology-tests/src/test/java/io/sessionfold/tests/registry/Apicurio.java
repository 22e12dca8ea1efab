package io.sessionfold.tests.registry;

import io.sessionfold.tests.faults.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Apicurio's registry in a process of its own, with its schemas in memory. It speaks Confluent's API below a path. */
final class Apicurio implements AutoCloseable {

    /** Where Apicurio is unpacked, as a property or in the environment. */
    private static final String HOME_PROPERTY = "sessionfold.apicurio.home";

    private static final String HOME_VARIABLE = "APICURIO_HOME";

    /** What it is run with: it wants a newer Java than the engine. */
    private static final String JAVA_PROPERTY = "sessionfold.apicurio.java";

    private static final String JAVA_VARIABLE = "APICURIO_JAVA";
    private static final int LEAST_JAVA = 21;

    private static final String HOST = "127.0.0.1";
    private static final String PROGRAM = "quarkus-run.jar";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final int port;

    private Apicurio(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Why it cannot be started here; nothing where it can. */
    static Optional<String> absence() {
        String home = home();
        if (home == null || !Files.isRegularFile(Path.of(home, PROGRAM))) {
            return Optional.of("Expected Apicurio in the folder that " + HOME_VARIABLE + " names, but it was " + home
                    + "; .ci/run brings it");
        }
        return java() == null
                ? Optional.of("Expected a Java of " + LEAST_JAVA + " or newer for Apicurio, by " + JAVA_VARIABLE
                        + ", but this is " + Runtime.version().feature())
                : Optional.empty();
    }

    /** Starts it, empty, and waits until it answers. Only where it is not absent. */
    static Apicurio start(Path folder) {
        int port = FreePorts.next();
        ProcessBuilder builder = new ProcessBuilder(
                        java(), "-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", PROGRAM)
                .directory(Path.of(String.valueOf(home())).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("apicurio.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        HOST,
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST",
                        HOST,
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(FreePorts.next())));
        try {
            Files.createDirectories(folder);
            Apicurio apicurio = new Apicurio(builder.start(), port);
            apicurio.awaitAnswers(folder);
            return apicurio;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a process of Apicurio to start", e);
        }
    }

    /** Where Confluent's API is, with its path. */
    String url() {
        return root() + "/apis/ccompat/v7";
    }

    /** The server without any path. */
    String root() {
        return "http://" + HOST + ':' + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitAnswers(Path folder) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            Awaitility.await("Apicurio answers; its log is in " + folder)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("Apicurio has ended; its log is in " + folder, () -> !process.isAlive())
                    .until(() -> client.send(question, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private static @Nullable String home() {
        return System.getProperty(HOME_PROPERTY, System.getenv(HOME_VARIABLE));
    }

    private static @Nullable String java() {
        String asked = System.getProperty(JAVA_PROPERTY, System.getenv(JAVA_VARIABLE));
        if (asked != null) {
            return asked;
        }
        return Runtime.version().feature() < LEAST_JAVA
                ? null
                : ProcessHandle.current().info().command().orElse(null);
    }
}
