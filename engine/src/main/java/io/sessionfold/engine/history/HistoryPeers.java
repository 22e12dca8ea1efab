package io.sessionfold.engine.history;

import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;

/** The indexes of the other instances, one hop away. Thread-safe. */
public interface HistoryPeers {

    QueryResult<PastRow> asOf(String instance, SessionKey key, PastWish wish);

    QueryResult<HistoryPage> history(String instance, SessionKey key, HistoryWish wish);
}
