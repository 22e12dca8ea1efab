package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import java.util.Set;

/**
 * Writes under what sessions are found. What is new is added before the row is put, and what is old removed after it: so a
 * reader, who checks each hit against its row, misses none.
 */
public interface IndexWriter {

    /** The session is found under these too. */
    void add(SessionKey key, Set<IndexEntry> entries);

    /** The session is no longer found under these. */
    void remove(SessionKey key, Set<IndexEntry> entries);
}
