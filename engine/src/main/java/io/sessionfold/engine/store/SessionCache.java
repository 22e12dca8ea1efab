package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions and guards of one task that were used last, decoded. Never newer than the stores: it is changed after a
 * put, emptied when anything is thrown, and made empty with the task. Bounded by what is in it and not by number alone: a
 * session may be a thousand times as large as another.
 */
public final class SessionCache {

    /** How many are kept: at 2 KiB a decoded session, 20 MiB a task. */
    public static final int CAPACITY = 10_000;

    /** What all of them may weigh, in bytes: {@link #CAPACITY} usual ones, or some thirty at their largest. */
    public static final long WEIGHT_MAX = 64L * 1024 * 1024;

    private final Map<SessionKey, Weighed> entries = new LinkedHashMap<>(1024, 0.75f, true);
    private long weight;

    /** A session as it stands in the store (null: it is not there) and its guards. */
    public record Cached(@Nullable Session session, RetryGuards guards) {}

    private record Weighed(Cached cached, long sessionWeight, long guardsWeight) {

        long weight() {
            return sessionWeight + guardsWeight;
        }
    }

    /** What is kept of a key; null if it has to be read. */
    public @Nullable Cached find(SessionKey key) {
        Weighed found = entries.get(key);
        return found == null ? null : found.cached();
    }

    /** Keeps what was just written or read. */
    public void keep(SessionKey key, Cached entry) {
        Weighed before = entries.get(key);
        Weighed next = new Weighed(entry, SessionWeight.of(entry.session()), guardsWeight(before, entry.guards()));
        entries.put(key, next);
        weight += next.weight() - (before == null ? 0 : before.weight());
        Iterator<Weighed> eldest = entries.values().iterator();
        while (entries.size() > CAPACITY || weight > WEIGHT_MAX) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
        weight = 0;
    }

    /** How many are kept now. */
    int size() {
        return entries.size();
    }

    /** There are more guards than anything else, and most events leave them as they are: to compare them would cost as much. */
    @SuppressWarnings("ReferenceEquality")
    private static long guardsWeight(@Nullable Weighed before, RetryGuards guards) {
        return before != null && before.cached().guards() == guards ? before.guardsWeight() : SessionWeight.of(guards);
    }
}
