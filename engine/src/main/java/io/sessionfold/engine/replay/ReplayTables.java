package io.sessionfold.engine.replay;

/** Where a replay keeps its states: a table for each partition, each used by one thread at a time. */
public interface ReplayTables extends AutoCloseable {

    /** The table of a partition: the same one whenever it is asked for. */
    MarkedTable table(int partition);

    @Override
    void close();
}
