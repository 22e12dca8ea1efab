package io.sessionfold.engine.session;

import java.util.List;

/** Reads what is parked behind a quarantine. */
@FunctionalInterface
public interface ParkedReader {

    /** Nothing is parked. */
    ParkedReader NONE = key -> List.of();

    /** The parked events of a session, in the order in which they stand in the log. */
    List<RecordedEvent> parked(SessionKey key);
}
