package io.sessionfold.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code serve} in a process of its own, where every library says everything that it has to say. */
final class ServeProcess implements AutoCloseable {

    /** Whoever looks for a fault turns this on. */
    private static final String EVERYTHING = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level [%thread] %logger{36} %msg %kvp%n%ex</pattern></encoder>
              </appender>
              <root level="DEBUG"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path said;

    private ServeProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Starts one with its settings in a file, as one that has secrets ought to be. */
    static ServeProcess start(Path folder, Map<String, String> settings) throws IOException {
        Path logback = Files.writeString(folder.resolve("everything.xml"), EVERYTHING);
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-Dlogback.configurationFile=" + logback,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--config",
                        file(folder, settings).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new ServeProcess(process, said);
    }

    /** The settings as a file of properties. */
    static Path file(Path folder, Map<String, String> settings) throws IOException {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((name, value) -> lines.append(name)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        return Files.writeString(folder.resolve("sessionfold.properties"), lines);
    }

    /** Everything that it said so far. */
    String said() throws IOException {
        return Files.readString(said);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code, once it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("it has ended")
                .isTrue();
        return process.exitValue();
    }

    /** Tells it to stop as an operator would, and waits. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
