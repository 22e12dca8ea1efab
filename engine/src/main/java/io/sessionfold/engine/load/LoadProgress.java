package io.sessionfold.engine.load;

import java.util.OptionalLong;

/** Hears how far a load has come. */
@FunctionalInterface
public interface LoadProgress {

    /** Hears nothing. */
    LoadProgress SILENT = (sent, skipped, total) -> {};

    /**
     * Called after each event, so it must be quick.
     *
     * @param sent events given to Kafka by this attempt
     * @param skipped events that an earlier attempt had brought into the topic
     */
    void moved(long sent, long skipped, OptionalLong total);
}
