package io.sessionfold.engine.session;

import java.util.Collections;
import java.util.SortedMap;
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
}
