package io.sessionfold.engine.session;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public row: what a consumer of sessions-changed and every query sees of a session.
 *
 * @param change the last change of the body: its event's type, reason and run
 * @param progress the last event folded: its position, times and the digest, which move without a change
 */
public record PublicRow(
        RowBody body,
        long stateVersion,
        LastChange change,
        Progress progress,
        @Nullable Long lastActivityAtMs) {

    /** The row of a session; empty while it is provisional, because such a row is invisible (INV-26), and of a gravestone. */
    public static Optional<PublicRow> of(Session session) {
        return session.exists() ? Optional.of(visible(session, RowBody.of(session))) : Optional.empty();
    }

    /** The row that tells of a deletion. */
    static PublicRow deleted(Session session) {
        return visible(session, RowBody.deleted(session));
    }

    /** Whether any visible run is active: derived, so that it cannot contradict the runs (INV-5). */
    public boolean hasActiveRun() {
        return !body.activeRunIds().isEmpty();
    }

    /** The same row, told at another place of the history. */
    PublicRow at(Progress other) {
        return new PublicRow(body, stateVersion, change, other, lastActivityAtMs);
    }

    private static PublicRow visible(Session session, RowBody body) {
        return new PublicRow(
                body,
                session.stateVersion(),
                Objects.requireNonNull(session.lastChange(), "lastChange"),
                session.progress(),
                session.activity().lastActivityAtMs());
    }
}
