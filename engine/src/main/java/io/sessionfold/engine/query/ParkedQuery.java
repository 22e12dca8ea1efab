package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import java.util.List;

/** What is parked behind quarantines, over all instances. Thread-safe. */
public interface ParkedQuery {

    /** The parked events of a session in the order of the log, as its owner has them; none if it is not quarantined. */
    QueryResult<List<ParkedEvent>> find(SessionKey key);
}
