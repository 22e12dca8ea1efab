package io.sessionfold.engine.query;

import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import org.jspecify.annotations.Nullable;

/** The queries over applications. Thread-safe. */
public interface ApplicationQuery {

    /** The row of one application; one of which only refusals are remembered is not found. */
    QueryResult<ApplicationRow> find(ApplicationKey key);

    /**
     * One page of a tenant's applications.
     *
     * @param after the id behind which it begins; null for the first page
     * @param limit how many rows at most, at least 1
     */
    QueryResult<ApplicationPage> list(String tenantId, @Nullable String after, int limit);
}
