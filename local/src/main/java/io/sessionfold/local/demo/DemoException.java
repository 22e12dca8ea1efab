package io.sessionfold.local.demo;

/** A demonstration that could not be brought to its end; the message is one sentence. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
