package io.sessionfold.engine.application;

import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecentEvents;
import org.jspecify.annotations.Nullable;

/**
 * The state of one application: what a session is launched from. Immutable.
 *
 * @param body null while nobody asked for it and no controller spoke of it: then only refusals are remembered
 * @param recent the events decided last, refused ones too, so that a redelivered refusal is never taken later
 * @param stateVersion the number of changes of the row so far; it never goes back
 * @param lastChange null before the first publication
 * @param position the last event that was decided
 * @param recordTimeMs the largest record time so far, in milliseconds since 1970
 */
public record Application(
        ApplicationKey key,
        @Nullable ApplicationBody body,
        RecentEvents recent,
        long stateVersion,
        @Nullable ApplicationChange lastChange,
        Position position,
        long recordTimeMs) {

    /** The same without its manifest and icon, which are half a megabyte each at their largest. */
    public Application withoutContent() {
        return new Application(
                key,
                body == null ? null : body.withoutContent(),
                recent,
                stateVersion,
                lastChange,
                position,
                recordTimeMs);
    }

    /** The state of a key that no event was folded for. */
    static Application unknown(ApplicationKey key) {
        return new Application(key, null, RecentEvents.NONE, 0, null, Position.before("", 0), 0);
    }
}
