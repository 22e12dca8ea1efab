package io.sessionfold.engine.verify;

/**
 * The changelogs of one engine's stores.
 *
 * @param applicationId the engine's {@code application.id}, of which their names are made
 */
public record Changelogs(String applicationId) {

    /** The topic of a store. */
    public String of(String store) {
        return applicationId + '-' + store + "-changelog";
    }
}
