package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads sessions; a signature that takes one cannot write. */
public interface SessionReader {

    /** The state of a session; empty if no event was folded for its key. */
    Optional<Session> find(SessionKey key);

    /** Visits every session that this store holds, in the order of the record keys. */
    void forEach(Consumer<Session> visitor);
}
