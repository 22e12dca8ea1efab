package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;

/** Writes sessions: only the topology and a restore may hold one. */
public interface SessionWriter {

    /** Keeps the state of a session. */
    void put(Session session);

    /** Forgets a session whose row goes. */
    void remove(SessionKey key);
}
