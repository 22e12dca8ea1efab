package io.sessionfold.engine.http;

import io.sessionfold.engine.command.Door;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.query.ApplicationQuery;
import io.sessionfold.engine.query.ChangeFeeds;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.ParkedQuery;
import io.sessionfold.engine.query.Readiness;
import io.sessionfold.engine.query.SessionQuery;

/**
 * What HTTP asks.
 *
 * @param log which log the positions of its answers are of
 */
public record HttpPorts(
        SessionQuery sessions,
        ApplicationQuery applications,
        ParkedQuery parked,
        ChangeFeeds changes,
        HistoryQuery history,
        Readiness readiness,
        EngineMetrics metrics,
        Callers callers,
        LogIdentity log,
        Door door) {}
