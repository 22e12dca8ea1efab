package io.sessionfold.engine.query;

import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;

/** The query over applications. Thread-safe. */
public interface ApplicationQuery {

    /** The row of one application; one of which only refusals are remembered is not found. */
    QueryResult<ApplicationRow> find(ApplicationKey key);
}
