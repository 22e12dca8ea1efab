package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;

/** Reads the retry guards of sessions. */
public interface GuardReader {

    /** The guards of a session; {@link RetryGuards#NONE} if it has none. */
    RetryGuards find(SessionKey key);
}
