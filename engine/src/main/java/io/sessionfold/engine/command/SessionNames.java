package io.sessionfold.engine.command;

import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.SessionFilter;
import io.sessionfold.engine.query.SessionPage;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.session.SessionKey;

/**
 * Which names are taken: by an owner, among sessions that are not terminal. Uniqueness across keys is looked for at the door
 * alone, as well as it can be: two creations at once are both let in (INV-39). Thread-safe.
 */
public final class SessionNames {

    /** Terminal sessions keep their names: so many of one name are looked at. */
    private static final int LOOKED_AT_MAX = 1_000;

    private final SessionQuery sessions;

    public SessionNames(SessionQuery sessions) {
        this.sessions = sessions;
    }

    /** Whether another session of the owner has the name; no if it cannot be said now. */
    public boolean isTaken(SessionKey key, String ownerUserId, String name) {
        SessionFilter filter = new SessionFilter(key.tenantId(), ownerUserId, null, null, null, name, null);
        return sessions.list(filter, null, LOOKED_AT_MAX) instanceof QueryResult.Found<SessionPage> page
                && page.value().rows().stream()
                        .anyMatch(row -> !row.body().key().equals(key)
                                && !row.body().phase().isTerminal());
    }
}
