package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import org.jspecify.annotations.Nullable;

/** The queries over sessions. Provisional rows are invisible to all of them (INV-26). Thread-safe. */
public interface SessionQuery {

    /** The row of one session. */
    QueryResult<PublicRow> find(SessionKey key);

    /**
     * One page of the sessions that a filter asks for.
     *
     * @param after a cursor of the same filter; null for the first page
     * @param limit how many rows at most, at least 1
     */
    QueryResult<SessionPage> list(SessionFilter filter, @Nullable Cursor after, int limit);
}
