package io.sessionfold.client;

import org.jspecify.annotations.Nullable;

/**
 * No server answered in time. Whether a command without an Idempotency-Key was carried out is not known; one with a key can
 * be sent again with the same key.
 */
public final class UnreachableException extends SessionfoldException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
