package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;

/** Writes the retry guards of sessions; those of a session without any take no room. */
public interface GuardWriter {

    /** Keeps the guards of a session. */
    void put(SessionKey key, RetryGuards guards);
}
