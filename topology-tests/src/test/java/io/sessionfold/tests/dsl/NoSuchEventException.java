package io.sessionfold.tests.dsl;

/** A scenario that delivers an event again which it never wrote. */
public final class NoSuchEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchEventException(String message) {
        super(message);
    }
}
