package io.sessionfold.local;

/** A local part that could not be started or kept running; its message is one sentence, fit to be shown to a person as it stands. */
public final class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
