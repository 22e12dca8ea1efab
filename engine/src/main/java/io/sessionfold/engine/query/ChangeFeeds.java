package io.sessionfold.engine.query;

import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The door to the changes. Thread-safe. */
public interface ChangeFeeds {

    /**
     * Opens a feed.
     *
     * @param after where a reader left off; one that is too old, or of another log, gets a reset first. Null: what comes
     *     from now on.
     */
    ChangeFeed open(String tenantId, @Nullable PositionToken after);

    /**
     * A position that every row read after this call has reached: the next offset of sessions-changed per partition.
     * Empty if Kafka does not answer.
     */
    Optional<SortedMap<Integer, Long>> reached();
}
