package io.sessionfold.engine.query;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The ends of a log in memory: behind what is folded, unless a test says otherwise. */
public final class MemoryEnds implements LogEnds {

    private final MemoryStores stores;
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
    private volatile boolean isSilent;
    private volatile boolean isBare;

    MemoryEnds(MemoryStores stores) {
        this.stores = stores;
    }

    /** Lets a partition end at an offset. */
    public void endAt(int partition, long offset) {
        ends.put(partition, offset);
    }

    /** From now on Kafka does not answer. */
    public void fallSilent() {
        isSilent = true;
    }

    /** What is not folded has no event in it. */
    public void holdControlRecordsAlone() {
        isBare = true;
    }

    @Override
    public OptionalLong end(int partition) {
        return isSilent
                ? OptionalLong.empty()
                : OptionalLong.of(ends.getOrDefault(partition, stores.foldedTo(partition) + 1));
    }

    @Override
    public OptionalLong committedEnd(int partition) {
        return end(partition);
    }

    @Override
    public boolean isBare(int partition, long from, long to) {
        return from >= to || isBare;
    }
}
