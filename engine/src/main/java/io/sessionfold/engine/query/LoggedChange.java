package io.sessionfold.engine.query;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * A change as it stands in sessions-changed.
 *
 * @param row null for a tombstone, or if nobody here can read it
 * @param isTombstone whether the session is gone
 */
record LoggedChange(
        int partition,
        long offset,
        SessionKey key,
        @Nullable SessionRow row,
        boolean isTombstone) {

    /** What a reader is told, who then stands at {@code position}. */
    Change told(PositionToken position) {
        if (row != null) {
            return new Change.Changed(row, position);
        }
        // Whoever lists the sessions again sees what an unreadable record said.
        return isTombstone ? new Change.Deleted(key, position) : new Change.Reset(position);
    }
}
