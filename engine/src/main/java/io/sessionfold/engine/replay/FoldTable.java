package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.SessionKey;
import java.util.function.BiConsumer;

/** The states of a replay, by key. Not thread-safe, unless it says so. */
public interface FoldTable {

    /** The state of a key; {@link FoldState#NONE} if it has none. */
    FoldState find(SessionKey key);

    /** Keeps a state; an empty one goes. */
    void put(SessionKey key, FoldState state);

    /** Visits every state that is not empty, in the order of the keys. */
    void forEach(BiConsumer<SessionKey, FoldState> visitor);
}
