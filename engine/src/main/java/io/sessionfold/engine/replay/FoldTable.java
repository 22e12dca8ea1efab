package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/** The states of a replay, by key. Not thread-safe, unless it says so. */
public interface FoldTable {

    /** The state of a key; {@link FoldState#NONE} if it has none. */
    FoldState find(SessionKey key);

    /** Keeps a state; an empty one goes. */
    void put(SessionKey key, FoldState state);

    /** What is parked behind the quarantine of a key, by offset; nothing as a rule. */
    NavigableMap<Long, ParkedValue> parked(SessionKey key);

    /** Keeps what is parked of a key from now on. */
    void park(SessionKey key, NavigableMap<Long, ParkedValue> parked);

    /** Visits every state that is not empty, in the order of the keys. */
    void forEach(BiConsumer<SessionKey, FoldState> visitor);
}
