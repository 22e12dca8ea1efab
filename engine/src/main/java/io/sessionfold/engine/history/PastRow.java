package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.query.Source;
import org.jspecify.annotations.Nullable;

/**
 * What was under a key.
 *
 * @param row as it was published, where it is {@link Standing#PRESENT}; null otherwise
 * @param offset of the event that published what was there; -1 if nothing was
 * @param oldest of the event that published the oldest row that can still be read, where one is said to be lost; else -1
 */
public record PastRow(
        Standing standing, @Nullable ObjectNode row, long offset, long oldest, Reach reach, Source source) {

    /** Whether there was a row. */
    public enum Standing {
        PRESENT,
        /** None yet, or none of the asker's. */
        ABSENT,
        /** It had been deleted. */
        DELETED,
        /** There was one, but sessions-changed has been compacted since: a replay of the events says it. */
        COMPACTED,
        /** The index does not reach back so far. */
        BEFORE_REACH
    }

    PastRow from(Source answered) {
        return new PastRow(standing, row, offset, oldest, reach, answered);
    }
}
