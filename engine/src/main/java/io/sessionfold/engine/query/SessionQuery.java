package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The queries over sessions, over all instances. Thread-safe. */
public interface SessionQuery {

    /**
     * What stands under one key. Not found is said by an owner alone that is active, running, caught up and sure of it
     * (INV-41); a key under which nothing was ever decided is not found, while a provisional row and a gravestone are.
     */
    QueryResult<SessionRead> read(SessionKey key, ReadWish wish);

    /** The partition of the events on which a session's positions count. */
    int partition(SessionKey key);

    /**
     * One page of the sessions that a filter asks for. Provisional rows are invisible (INV-26).
     *
     * @param after a cursor of the same filter; null for the first page
     * @param limit how many rows at most, at least 1
     * @param minOffsets per partition, the offset that has to be folded
     */
    QueryResult<SessionPage> list(
            SessionFilter filter, @Nullable Cursor after, int limit, SortedMap<Integer, Long> minOffsets);

    /** One page, however far its partitions are folded. */
    default QueryResult<SessionPage> list(SessionFilter filter, @Nullable Cursor after, int limit) {
        return list(filter, after, limit, Collections.emptySortedMap());
    }

    /** How many sessions a filter asks for. */
    QueryResult<SessionCount> count(SessionFilter filter, SortedMap<Integer, Long> minOffsets);
}
