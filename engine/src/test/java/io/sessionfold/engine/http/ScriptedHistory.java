package io.sessionfold.engine.http;

import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A history that answers what a test says, and remembers what it was asked. */
public final class ScriptedHistory implements HistoryQuery {

    public QueryResult<PastRow> row = new QueryResult.NotFound<>();
    public QueryResult<HistoryPage> page = new QueryResult.NotFound<>();
    private @Nullable PastWish pastWish;
    private @Nullable HistoryWish historyWish;

    /** What was asked for last. */
    public PastWish pastWish() {
        return Objects.requireNonNull(pastWish, "a row of some time was asked for");
    }

    /** Which page was asked for last. */
    public HistoryWish historyWish() {
        return Objects.requireNonNull(historyWish, "a page was asked for");
    }

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
