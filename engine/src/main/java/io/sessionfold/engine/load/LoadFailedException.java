package io.sessionfold.engine.load;

/** A load that Kafka or the registry did not take; its message is one sentence, and what was sent before stays. */
public final class LoadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoadFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    LoadFailedException(String message) {
        super(message);
    }
}
