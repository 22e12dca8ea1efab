package io.sessionfold.engine.application;

/** Whether a session may be launched from an application now. Every "no" has a sentence for the caller. */
public sealed interface LaunchAnswer {

    /** It may. */
    record Ready() implements LaunchAnswer {}

    /** It is being installed: ask again after {@code retryAfterMs}. */
    record Installing(String message, long retryAfterMs) implements LaunchAnswer {}

    /**
     * It should be there and is not: the door writes an ApplicationInstallRequested without a requester, which makes it
     * CREATING, and the caller asks again after {@code retryAfterMs}.
     */
    record Reinstall(String message, long retryAfterMs) implements LaunchAnswer {}

    /** Its installation failed. */
    record Failed(String message) implements LaunchAnswer {}

    /** A person forbade launches. */
    record Disabled(String message) implements LaunchAnswer {}

    /** Nobody ever asked for it: nothing is installed for a name that a caller made up. */
    record Unknown(String message) implements LaunchAnswer {}
}
