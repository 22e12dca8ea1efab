package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.Session;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under what a session is found, as a function of the session alone. A provisional row and a gravestone are found under
 * nothing: no list shows them (INV-26).
 */
public final class IndexEntries {

    private IndexEntries() {}

    /** The entries of a session; none if there is none. */
    public static Set<IndexEntry> of(@Nullable Session session) {
        if (session == null || session.identity() == null || session.lifecycle() == null) {
            return Set.of();
        }
        Identity identity = session.identity();
        Lifecycle lifecycle = session.lifecycle();
        Set<IndexEntry> entries = new HashSet<>();
        entries.add(IndexEntry.owner(identity.ownerUserId()));
        entries.add(IndexEntry.phase(lifecycle.phase()));
        entries.add(IndexEntry.kind(identity.kind()));
        if (identity.name() != null) {
            entries.add(IndexEntry.name(identity.name()));
            if (!session.isTerminal()) {
                entries.add(IndexEntry.liveName(identity.ownerUserId(), identity.name()));
            }
        }
        if (session.isQuarantined()) {
            entries.add(IndexEntry.QUARANTINED);
        }
        for (Run run : session.runs().open().values()) {
            if (run.isActive()) {
                entries.add(IndexEntry.producer(run.admission().producerId()));
                if (run.isVisible()) {
                    entries.add(IndexEntry.ACTIVE);
                }
            }
        }
        return entries;
    }

    /** What one event changed: a look at what the entries are made of says at once that most events change nothing. */
    public static IndexChange between(@Nullable Session before, @Nullable Session after) {
        if (before != null
                && after != null
                && Objects.equals(before.identity(), after.identity())
                && phase(before) == phase(after)
                && before.isQuarantined() == after.isQuarantined()
                && before.runs().equals(after.runs())) {
            return IndexChange.NONE;
        }
        return IndexChange.between(of(before), of(after));
    }

    private static @Nullable Object phase(Session session) {
        return session.lifecycle() == null ? null : session.lifecycle().phase();
    }
}
