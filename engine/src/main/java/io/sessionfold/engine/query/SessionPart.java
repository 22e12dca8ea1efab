package io.sessionfold.engine.query;

import io.sessionfold.engine.session.Session;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What some partitions have of a list, in the order of the session keys' UTF-8 bytes.
 *
 * @param sessions those that a filter asks for; all of these partitions up to the cursor's key are in it
 * @param cursor where it goes on; null if there is no more
 * @param events per partition, an offset up to which the sessions are at least folded
 */
public record SessionPart(List<Session> sessions, @Nullable Cursor cursor, SortedMap<Integer, Long> events) {

    public SessionPart {
        sessions = List.copyOf(sessions);
    }
}
