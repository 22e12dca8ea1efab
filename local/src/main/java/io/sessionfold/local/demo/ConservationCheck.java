package io.sessionfold.local.demo;

import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.util.Map;

/**
 * Holds the engine's counts against what an independent reader counts in the topics: nothing vanishes, and nothing is
 * counted twice.
 */
final class ConservationCheck {

    private final Verdict verdict = new Verdict();

    /** Every record of a partition was read once, and something became of each. */
    void partition(String topic, int partition, ProgressCounts counts, long records) {
        verdict.violatedIf(
                counts.missing() != 0,
                () -> "Expected a decision on every record of partition %d of %s, but %d of %d have none"
                        .formatted(partition, topic, counts.missing(), counts.get(Count.READ)));
        verdict.violatedIf(
                counts.get(Count.READ) != records,
                () -> "Expected the engine to have read the %d records of partition %d of %s, but it counts %d"
                        .formatted(records, partition, topic, counts.get(Count.READ)));
    }

    /** What the engine says it let out stands in the topic. */
    void output(String topic, long counted, Map<Integer, Long> records) {
        long found = records.values().stream().mapToLong(Long::longValue).sum();
        verdict.violatedIf(
                counted != found,
                () -> "Expected the %d records of %s that the engine counts, but there are %d"
                        .formatted(counted, topic, found));
    }

    Verdict verdict() {
        return verdict;
    }
}
