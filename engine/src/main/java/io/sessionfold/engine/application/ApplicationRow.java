package io.sessionfold.engine.application;

import io.sessionfold.engine.session.Position;
import java.util.Objects;
import java.util.Optional;

/**
 * The row of an application: what a consumer of applications-changed, every query and the door see.
 *
 * @param change the event that made the row
 * @param position the last event of the application that was decided, which moves without a change
 */
public record ApplicationRow(
        ApplicationKey key, ApplicationBody body, long stateVersion, ApplicationChange change, Position position) {

    /** The row of an application; empty while there is only a memory of refusals. */
    public static Optional<ApplicationRow> of(Application application) {
        return Optional.ofNullable(application.body())
                .map(body -> new ApplicationRow(
                        application.key(),
                        body,
                        application.stateVersion(),
                        Objects.requireNonNull(application.lastChange(), "lastChange"),
                        application.position()));
    }

    /** The row as a list shows it: without manifest and icon. */
    public ApplicationRow withoutContent() {
        return new ApplicationRow(key, body.withoutContent(), stateVersion, change, position);
    }
}
