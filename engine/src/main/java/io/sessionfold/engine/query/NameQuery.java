package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for: a session of one owner that is not terminal (INV-39). Names are not unique; whoever asks is told
 * of two. Thread-safe.
 */
public final class NameQuery {

    /** More than one is ambiguous, however many there are. */
    private static final int ENOUGH = 2;

    private final SessionQuery sessions;

    public NameQuery(SessionQuery sessions) {
        this.sessions = sessions;
    }

    /** The owner's sessions of this name, in order of their keys. That there is none, no copy says (INV-41). */
    public QueryResult<NameMatches> find(String tenantId, String ownerUserId, String name) {
        SessionFilter filter = SessionFilter.ofLiveName(tenantId, ownerUserId, name);
        List<PublicRow> found = new ArrayList<>();
        Source source = Source.HERE;
        Cursor cursor = null;
        do {
            QueryResult<SessionPage> page = sessions.list(filter, cursor, ENOUGH - found.size());
            if (!(page instanceof QueryResult.Found<SessionPage> some)) {
                return page.map(none -> new NameMatches(none.rows(), none.source()));
            }
            found.addAll(some.value().rows());
            source = source.isOwner() ? some.value().source() : source;
            cursor = some.value().cursor();
        } while (cursor != null && found.size() < ENOUGH);
        return found.isEmpty() && !source.isOwner()
                ? NotReadyReasons.noOwner()
                : new QueryResult.Found<>(new NameMatches(found, source));
    }

    /**
     * Whether another session of the owner has the name. Uniqueness is looked after at the door alone, as well as it can
     * be: where it cannot be said now, and where two creations meet, the name is not taken.
     *
     * @param key the session that wants it, which may have it already
     */
    public boolean isTaken(SessionKey key, String ownerUserId, @Nullable String name) {
        return name != null
                && find(key.tenantId(), ownerUserId, name) instanceof QueryResult.Found<NameMatches> found
                && found.value().rows().stream()
                        .anyMatch(row -> !row.body().key().equals(key));
    }
}
