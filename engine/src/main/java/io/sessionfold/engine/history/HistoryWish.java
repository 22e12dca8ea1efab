package io.sessionfold.engine.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A page of a session's history.
 *
 * @param after the offset of the last event of the page before; -1 for the first page
 * @param limit how many events at most
 * @param minOffset the offset, on the key's own partition, that has to be decided and indexed; -1 for any
 * @param owner whose sessions' events alone may be seen; null for whoever sees the tenant
 * @param patience how long to wait for it
 */
public record HistoryWish(
        long after, int limit, long minOffset, @Nullable String owner, Duration patience) {

    HistoryWish within(Duration time) {
        return new HistoryWish(after, limit, minOffset, owner, time);
    }
}
