package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.SessionKey;
import java.util.List;
import java.util.SortedMap;

/**
 * All that came of a scenario so far.
 *
 * @param folds the fold versions that it was folded with
 * @param log what the fold read, in order per session, the timer's lapses among it
 * @param missing records read for which no decision stands (INV-46)
 */
public record Recording(
        FoldVersions folds,
        List<LogEntry> log,
        Outputs outputs,
        SortedMap<SessionKey, StoredSession> sessions,
        long missing) {

    /** What came of a scenario on an engine as it is. */
    public Recording(List<LogEntry> log, Outputs outputs, SortedMap<SessionKey, StoredSession> sessions, long missing) {
        this(FoldVersions.KNOWN, log, outputs, sessions, missing);
    }
}
