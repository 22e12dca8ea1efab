package io.sessionfold.tests.interop;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The scripts of this package's resources, run by the system's own Python with the packages of its distribution. */
final class Python {

    /** Another Python on the path has not the distribution's packages. */
    private static final String INTERPRETER = "/usr/bin/python3";

    private static final String CLIENTS = "import confluent_kafka, avro.io";

    private final Path folder;

    /** @param folder for what goes in and comes out */
    Python(Path folder) {
        this.folder = folder;
    }

    /** Whether there is a Python with a Kafka client and Avro. */
    static boolean isThere() {
        try {
            return Files.isExecutable(Path.of(INTERPRETER))
                    && new ProcessBuilder(INTERPRETER, "-E", "-s", "-c", CLIENTS)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Runs a script to its end: lines of JSON go in, and lines of JSON come out. */
    List<JsonNode> run(String script, List<? extends JsonNode> in, String... arguments) {
        try {
            Path input = Files.createTempFile(folder, script, ".in");
            Path output = Files.createTempFile(folder, script, ".out");
            Path errors = Files.createTempFile(folder, script, ".err");
            Files.write(input, in.stream().map(JsonNode::toString).toList());
            Process process = new ProcessBuilder(command(script, arguments))
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError("Expected " + script + " to end well, but it did not:\n"
                        + Files.readString(errors, StandardCharsets.UTF_8));
            }
            return Files.readAllLines(output).stream().map(RecordJson::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + script + " to run", e);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static List<String> command(String script, String... arguments) {
        // Neither the environment nor the user's packages; and no compiled files beside the scripts.
        List<String> command = new ArrayList<>(List.of(INTERPRETER, "-E", "-s", "-B", path(script)));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String path(String script) {
        URL found = Objects.requireNonNull(Python.class.getResource("/interop/" + script), script);
        try {
            return Path.of(found.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Expected a resource to have a path", e);
        }
    }

    private static AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("Interrupted while a script ran", cause);
    }
}
