package io.sessionfold.engine.history;

import java.util.Optional;
import java.util.OptionalLong;

/** What the log has and what the fold has decided of it, asked of Kafka after the call began. Thread-safe. */
public interface HistoryEnds {

    /** What is decided of a partition, and where its outputs end; empty if Kafka does not answer. */
    Optional<WrittenEnds> written(int partition);

    /**
     * The offset of the first event of a partition whose record time is later than a time, else the end of its events;
     * empty if Kafka does not answer.
     */
    OptionalLong firstAfter(int partition, long recordTimeMs);
}
