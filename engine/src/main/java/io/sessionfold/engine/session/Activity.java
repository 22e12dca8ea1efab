package io.sessionfold.engine.session;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is there: the record time of the last sign of use, and the open connections with when each was seen last, all in
 * milliseconds since 1970.
 */
public record Activity(@Nullable Long lastActivityAtMs, SortedMap<String, Long> openConnections) {

    /** Nobody yet. */
    public static final Activity NONE = new Activity(null, Collections.emptySortedMap());

    Activity seenAt(long nowMs) {
        return new Activity(nowMs, openConnections);
    }

    Activity connected(String connectionId, long nowMs) {
        TreeMap<String, Long> next = new TreeMap<>(openConnections);
        next.put(connectionId, nowMs);
        return new Activity(nowMs, Collections.unmodifiableSortedMap(next));
    }

    Activity disconnected(String connectionId) {
        TreeMap<String, Long> next = new TreeMap<>(openConnections);
        next.remove(connectionId);
        return new Activity(lastActivityAtMs, Collections.unmodifiableSortedMap(next));
    }
}
