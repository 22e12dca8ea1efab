package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the fold keeps of one key.
 *
 * @param session null if there is no row
 */
public record FoldState(@Nullable Session session, RetryGuards guards) {

    /** Nothing was folded yet, or nothing of it is left. */
    public static final FoldState NONE = new FoldState(null, RetryGuards.NONE);

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return session == null && guards.byKey().isEmpty();
    }
}
