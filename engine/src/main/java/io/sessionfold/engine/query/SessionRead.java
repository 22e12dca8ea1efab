package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;

/**
 * What stands in a store under one key: also a provisional row and a gravestone, which only the engine itself may see.
 *
 * @param guards those that stand beside the session; to be believed only from the owner, because a standby fetches each
 *     store's changelog by itself
 */
public record SessionRead(Session session, RetryGuards guards, Source source) {

    /** The public row: not found while it is provisional (INV-26), gone behind a gravestone. */
    public QueryResult<PublicRow> row() {
        return PublicRow.of(session)
                .<QueryResult<PublicRow>>map(QueryResult.Found::new)
                .orElseGet(() -> session.isDeleted() ? new QueryResult.Gone<>() : new QueryResult.NotFound<>());
    }
}
