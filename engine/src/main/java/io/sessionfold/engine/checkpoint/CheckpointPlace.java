package io.sessionfold.engine.checkpoint;

import io.sessionfold.engine.store.ProgressCounts;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Of which part of the log a checkpoint's states are, on one partition.
 *
 * @param partition of the log
 * @param next the first offset that is not folded: the states are of everything before it
 * @param foldVersion the fold version in force there
 * @param counts what became of every record before
 * @param cursors the places in the outputs that belong to it; empty if no output was compared
 */
public record CheckpointPlace(
        TopicPartition partition, long next, int foldVersion, ProgressCounts counts, List<OutputCursor> cursors) {

    public CheckpointPlace {
        cursors = List.copyOf(cursors);
    }

    /** Up to where an output was compared, or an input stood; empty if it does not say. */
    public OptionalLong cursor(String topic, String origin) {
        return cursors.stream()
                .filter(cursor ->
                        cursor.topic().equals(topic) && cursor.origin().equals(origin))
                .mapToLong(OutputCursor::nextOffset)
                .findFirst();
    }
}
