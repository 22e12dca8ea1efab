package io.sessionfold.tests.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Commands of the machine. */
final class Commands {

    private Commands() {}

    /** Whether a command is there, and succeeds. */
    static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while a command was tried", e);
        }
    }

    /** Runs one that has to succeed. */
    static void run(String... command) throws InterruptedException {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new AssertionError(
                        "Expected %s to succeed, but it ended with %d".formatted(List.of(command), code));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a command named " + command[0], e);
        }
    }
}
