package io.sessionfold.engine.replay;

import org.jspecify.annotations.Nullable;

/** Why a log cannot be replayed as asked, in one sentence that says what to do; the command line shows it as it stands. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
