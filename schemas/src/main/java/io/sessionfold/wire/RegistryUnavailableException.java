package io.sessionfold.wire;

/** The schema registry could not be asked, or gave no usable answer, for as long as one call may wait. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
