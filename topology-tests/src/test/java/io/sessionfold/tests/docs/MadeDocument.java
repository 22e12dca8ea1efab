package io.sessionfold.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document in {@code docs/} that nobody writes by hand. */
final class MadeDocument {

    private static final String ACCEPT = "sessionfold.accept";
    private static final Path FOLDER = Path.of("..", "docs");

    private MadeDocument() {}

    /** Fails if the document is another than the one that was just made. */
    static void mustBe(String name, String made) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean(ACCEPT)) {
                Files.writeString(file, made);
            }
            assertThat(made)
                    .as(
                            "docs/%s, which is made by a test; if it was meant to change, run the tests once with"
                                    + " -D%s=true, and read what changed",
                            name, ACCEPT)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected docs/" + name + " to be readable and writable", e);
        }
    }
}
