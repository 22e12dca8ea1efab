package io.sessionfold.engine.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * What can no longer be proven.
 *
 * @param partitions those that were begun from a checkpoint
 * @param sentences what rests on the word of one, and which ones were passed over
 */
public record Unproven(Set<Integer> partitions, List<String> sentences) {

    public Unproven {
        partitions = Set.copyOf(partitions);
        sentences = List.copyOf(sentences);
    }
}
