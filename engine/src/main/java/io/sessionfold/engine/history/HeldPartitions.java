package io.sessionfold.engine.history;

import java.util.Optional;
import java.util.Set;

/** Which partitions of the events this instance folds or keeps a copy of. Thread-safe. */
@FunctionalInterface
public interface HeldPartitions {

    /** The partitions; empty while it cannot be said, as at the start. */
    Optional<Set<Integer>> held();
}
