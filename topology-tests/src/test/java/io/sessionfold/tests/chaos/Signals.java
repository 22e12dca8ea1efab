package io.sessionfold.tests.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send by itself. */
final class Signals {

    private Signals() {}

    /** The process stands still, and does not know it. */
    static void stop(long pid) throws InterruptedException {
        send("-STOP", pid);
    }

    /** It goes on as if nothing had happened. */
    static void goOn(long pid) throws InterruptedException {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) throws InterruptedException {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError(
                        "Expected process %d to take signal %s, but it did not".formatted(pid, signal));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a command named kill", e);
        }
    }
}
