package io.sessionfold.engine.app.cli;

import org.jspecify.annotations.Nullable;

/** A command that cannot go on; the message is one sentence for the person who typed it. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(String message, int exitCode, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static CommandException failed(String message) {
        return new CommandException(message, ExitCodes.CHECK_FAILED, null);
    }

    static CommandException usage(String message) {
        return new CommandException(message, ExitCodes.USAGE, null);
    }

    static CommandException unreachable(String message, @Nullable Throwable cause) {
        return new CommandException(message, ExitCodes.UNREACHABLE, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
