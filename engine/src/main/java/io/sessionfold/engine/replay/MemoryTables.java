package io.sessionfold.engine.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** States on the heap: for tests, and for logs of which little is folded. Thread-safe; its tables are not. */
public final class MemoryTables implements ReplayTables {

    private final Map<Integer, MarkedTable> tables = new ConcurrentHashMap<>();

    @Override
    public MarkedTable table(int partition) {
        return tables.computeIfAbsent(partition, first -> new MemoryTable());
    }

    @Override
    public void close() {
        tables.clear();
    }
}
