package io.sessionfold.engine.checkpoint;

import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Everything that a checkpoint has of one key.
 *
 * @param parked what is parked behind its quarantine, by offset; nothing as a rule
 */
public record CheckpointedState(SessionKey key, FoldState state, NavigableMap<Long, ParkedValue> parked) {

    public CheckpointedState {
        parked = Collections.unmodifiableNavigableMap(new TreeMap<>(parked));
    }
}
