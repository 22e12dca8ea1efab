package io.sessionfold.engine.http;

/** A CloudEvent that stands for no event of the contract; the message names the attribute. */
final class CloudEventException extends Exception {

    private static final long serialVersionUID = 1L;

    CloudEventException(String attribute, String expected, String actual) {
        super("Expected '" + attribute + "' of the CloudEvent to be " + expected + ", but it was " + actual);
    }
}
