package io.sessionfold.engine.http;

import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import org.jspecify.annotations.Nullable;

/** A history that answers what a test says, and remembers what it was asked. */
public final class ScriptedHistory implements HistoryQuery {

    public QueryResult<PastRow> row = new QueryResult.NotFound<>();
    public QueryResult<HistoryPage> page = new QueryResult.NotFound<>();
    public @Nullable PastWish pastWish;
    public @Nullable HistoryWish historyWish;

    @Override
    public QueryResult<PastRow> asOf(SessionKey key, PastWish wish) {
        pastWish = wish;
        return row;
    }

    @Override
    public QueryResult<HistoryPage> history(SessionKey key, HistoryWish wish) {
        historyWish = wish;
        return page;
    }
}
