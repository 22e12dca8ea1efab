package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** States on the heap. Partitions that are folded one after the other may share one: no key is on two of them. */
public final class MemoryTable implements MarkedTable {

    private final Map<SessionKey, FoldState> states = new HashMap<>();
    private final Map<SessionKey, NavigableMap<Long, ParkedValue>> parked = new HashMap<>();
    private Optional<Mark> mark = Optional.empty();

    @Override
    public FoldState find(SessionKey key) {
        return states.getOrDefault(key, FoldState.NONE);
    }

    @Override
    public void put(SessionKey key, FoldState state) {
        if (state.isEmpty()) {
            states.remove(key);
        } else {
            states.put(key, state);
        }
    }

    @Override
    public NavigableMap<Long, ParkedValue> parked(SessionKey key) {
        return new TreeMap<>(parked.getOrDefault(key, Collections.emptyNavigableMap()));
    }

    @Override
    public void park(SessionKey key, NavigableMap<Long, ParkedValue> events) {
        if (events.isEmpty()) {
            parked.remove(key);
        } else {
            parked.put(key, new TreeMap<>(events));
        }
    }

    @Override
    public void forEach(BiConsumer<SessionKey, FoldState> visitor) {
        new TreeMap<>(states).forEach(visitor);
    }

    @Override
    public Optional<Mark> mark() {
        return mark;
    }

    @Override
    public void keep(Mark reached) {
        mark = Optional.of(reached);
    }

    @Override
    public void relieve() {
        // The heap is where they are.
    }

    @Override
    public void clear() {
        states.clear();
        parked.clear();
        mark = Optional.empty();
    }
}
