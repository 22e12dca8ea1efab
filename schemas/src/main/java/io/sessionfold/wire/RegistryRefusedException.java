package io.sessionfold.wire;

/** The schema registry answered, and the answer was no: an incompatible schema, or one that is not registered. */
public final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
