package io.sessionfold.client;

import org.jspecify.annotations.Nullable;

/** An answer that is not Sessionfold's: of a proxy in between, of something else at that address, or too large. */
public final class UnexpectedAnswerException extends SessionfoldException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
