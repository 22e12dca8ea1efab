package io.sessionfold.tests.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes with what needed it. */
public final class TestFolder implements AutoCloseable {

    private final Path path;

    private TestFolder(Path path) {
        this.path = path;
    }

    public static TestFolder create() {
        try {
            return new TestFolder(Files.createTempDirectory("sessionfold-test"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a test folder to be creatable", e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected test folder " + path + " to be removable", e);
        }
    }
}
