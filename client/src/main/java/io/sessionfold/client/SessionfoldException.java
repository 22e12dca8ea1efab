package io.sessionfold.client;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not come to an answer of its kind: the server refused it ({@link ProblemException}), no server could be
 * reached in time ({@link UnreachableException}), or what came back was not Sessionfold's ({@link
 * UnexpectedAnswerException}).
 */
public abstract sealed class SessionfoldException extends RuntimeException
        permits ProblemException, UnreachableException, UnexpectedAnswerException {

    private static final long serialVersionUID = 1L;

    SessionfoldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
