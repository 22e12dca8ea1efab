package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** States on the heap. Partitions that are folded one after the other may share one: no key is on two of them. */
public final class MemoryTable implements MarkedTable {

    private final Map<SessionKey, FoldState> states = new HashMap<>();
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
    public void clear() {
        states.clear();
        mark = Optional.empty();
    }
}
