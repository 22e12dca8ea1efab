package io.sessionfold.engine.log;

import org.jspecify.annotations.Nullable;

/** Why a log cannot be read, in one sentence; the command line shows it as it stands. */
public final class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private LogException(String message, boolean unreachable, @Nullable Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** What is asked for is not there. */
    public static LogException missing(String message) {
        return new LogException(message, false, null);
    }

    /** Kafka does not answer. */
    public static LogException unreachable(String message, @Nullable Throwable cause) {
        return new LogException(message, true, cause);
    }

    /** Whether Kafka did not answer, which has an exit code of its own. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
