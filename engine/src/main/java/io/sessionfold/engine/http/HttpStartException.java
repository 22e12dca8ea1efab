package io.sessionfold.engine.http;

/** HTTP that cannot be answered where it should be; the message is one sentence that says what to do. */
public final class HttpStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HttpStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
