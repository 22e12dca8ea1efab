package io.sessionfold.engine.application;

import org.jspecify.annotations.Nullable;

/**
 * Answers, from an application's row alone, whether a session may be launched from it (SS-16). The door asks it before it
 * writes the session's creation.
 */
public final class LaunchRule {

    /** When a caller may ask again, in milliseconds: a controller's cache settles within that (SS-10). */
    public static final long RETRY_AFTER_MS = 2_000;

    /**
     * How long an install may take, in milliseconds, before a launch asks for it anew: as long as a session may be PENDING.
     * A controller that lost the command would otherwise keep the application installing for ever.
     */
    public static final long INSTALL_PATIENCE_MS = 10 * 60 * 1_000;

    private LaunchRule() {}

    /**
     * The answer for an application.
     *
     * @param row null if there is none
     * @param nowMs the door's time, in milliseconds since 1970
     */
    public static LaunchAnswer answer(ApplicationKey key, @Nullable ApplicationRow row, long nowMs) {
        if (row == null) {
            return new LaunchAnswer.Unknown("Application '%s' is not installed".formatted(key));
        }
        ApplicationBody body = row.body();
        if (!body.enabled()) {
            return new LaunchAnswer.Disabled(sentence("Application '%s' is disabled", key, body.disabledReason()));
        }
        return switch (body.status()) {
            case INSTALLED -> new LaunchAnswer.Ready();
            case FAILED ->
                new LaunchAnswer.Failed(sentence("Application '%s' could not be installed", key, body.message()));
            case PENDING, INSTALLING, CREATING ->
                nowMs - body.statusSinceMs() < INSTALL_PATIENCE_MS
                        ? new LaunchAnswer.Installing(
                                "Application '%s' is still installing".formatted(key), RETRY_AFTER_MS)
                        : reinstall(key);
            case MISSING, UNKNOWN -> reinstall(key);
        };
    }

    private static LaunchAnswer reinstall(ApplicationKey key) {
        return new LaunchAnswer.Reinstall("Application '%s' is being installed again".formatted(key), RETRY_AFTER_MS);
    }

    private static String sentence(String what, ApplicationKey key, @Nullable String why) {
        String sentence = what.formatted(key);
        return why == null ? sentence : sentence + ": " + why;
    }
}
