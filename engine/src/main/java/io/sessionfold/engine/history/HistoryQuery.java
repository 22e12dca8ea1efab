package io.sessionfold.engine.history;

import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;

/**
 * What sessions were. Not found means that nothing of the key was ever shown to the asker; not ready, that the index is not
 * as far as was asked for; never reached, that the log does not go so far. Thread-safe.
 */
public interface HistoryQuery {

    /** The row as it was last published at or before a position or a time. */
    QueryResult<PastRow> asOf(SessionKey key, PastWish wish);

    /** The events of a session, and what each did. */
    QueryResult<HistoryPage> history(SessionKey key, HistoryWish wish);
}
