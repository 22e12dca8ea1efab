package io.sessionfold.engine.app.cli;

/** How a command ended, for scripts. */
public final class ExitCodes {

    public static final int DONE = 0;

    /** A check failed, or what was asked for is not there. */
    public static final int CHECK_FAILED = 1;

    /** Wrong flags, a wrong setting, or a set-up that has to be changed first. */
    public static final int USAGE = 2;

    /** Kafka, the registry or the engine does not answer. */
    public static final int UNREACHABLE = 3;

    private ExitCodes() {}
}
