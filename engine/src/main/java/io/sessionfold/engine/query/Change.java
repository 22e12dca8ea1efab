package io.sessionfold.engine.query;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.SessionKey;

/** One thing that a reader of the changes is told; the token stands behind it. */
public sealed interface Change {

    /** Where to go on after it. */
    PositionToken position();

    /** A session's row after a change. */
    record Changed(SessionRow row, PositionToken position) implements Change {}

    /** A session is gone. */
    record Deleted(SessionKey key, PositionToken position) implements Change {}

    /** Changes were missed: the reader has to list the sessions again; what follows is live. */
    record Reset(PositionToken position) implements Change {}
}
