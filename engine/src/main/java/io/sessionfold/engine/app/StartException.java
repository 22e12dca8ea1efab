package io.sessionfold.engine.app;

import org.jspecify.annotations.Nullable;

/** Why an instance cannot start, in one sentence that says what to do; the command line shows it as it stands. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private StartException(String message, boolean unreachable, @Nullable Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** What is there is not as it has to be. */
    public static StartException refused(String message) {
        return new StartException(message, false, null);
    }

    /** What has to be there does not answer. */
    public static StartException unreachable(String message, Throwable cause) {
        return new StartException(message, true, cause);
    }

    /** Whether Kafka or the registry did not answer, which has an exit code of its own. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
