package io.sessionfold.engine.query;

import java.util.OptionalLong;

/** Where the events topic ends, asked of Kafka. Thread-safe. */
public interface LogEnds {

    /** The offset after the last record of a partition, asked now; empty if Kafka does not answer. */
    OptionalLong end(int partition);

    /** The offset up to which a partition's transactions are decided, asked now; empty if Kafka does not answer. */
    OptionalLong committedEnd(int partition);

    /**
     * Whether no event stands between two offsets of a partition: nothing, control records, or what was aborted.
     *
     * @param from inclusive
     * @param to exclusive, at most the committed end
     */
    boolean isBare(int partition, long from, long to);
}
