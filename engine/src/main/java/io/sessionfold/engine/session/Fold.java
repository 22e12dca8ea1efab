package io.sessionfold.engine.session;

import io.sessionfold.engine.session.guard.RetryGuards;
import org.jspecify.annotations.Nullable;

/**
 * One meaning of a history: a pure function of state, guards, event and record time (INV-44). A meaning never changes; a
 * change of it is another version, which begins at an event in the log.
 */
public interface Fold {

    /** Which meaning this is; they count from {@link FoldVersions#FIRST}. */
    int version();

    /**
     * Folds one event.
     *
     * @param before the state of the event's key; null if there is none
     * @param guards the retry guards of the same key
     */
    FoldOutcome evolve(@Nullable Session before, RetryGuards guards, RecordedEvent event);
}
