package io.sessionfold.engine.verify;

import java.util.List;
import java.util.Map;

/**
 * What a verification takes on the word of checkpoints, because the log has lost what they rest on, or because somebody
 * wanted it so.
 *
 * @param begun the partitions of the log that were begun from one, in order
 * @param records by topic, how many records are neither missing nor unexpected only because what they belong to lies before
 *     a checkpoint
 * @param sentences what can no longer be proven, and which checkpoints were passed over
 */
public record Resting(List<BegunPartition> begun, Map<String, Long> records, List<String> sentences) {

    /** Everything was folded from its beginning. */
    public static final Resting NONE = new Resting(List.of(), Map.of(), List.of());

    public Resting {
        begun = List.copyOf(begun);
        records = Map.copyOf(records);
        sentences = List.copyOf(sentences);
    }

    /**
     * A partition that was begun from a checkpoint.
     *
     * @param from the offset of the first event that was folded
     */
    public record BegunPartition(int partition, String checkpointId, long from) {}
}
