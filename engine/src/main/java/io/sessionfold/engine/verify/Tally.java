package io.sessionfold.engine.verify;

import java.util.Map;
import java.util.TreeMap;

/** How much was compared. Thread-safe. */
final class Tally {

    private final Map<String, Long> compared = new TreeMap<>();
    private final Map<String, Long> unprovable = new TreeMap<>();
    private long events;
    private long behind;
    private long outcomes;
    private long activeRunsAtEnd;
    private int maxConcurrentRuns;

    /** Records of a topic, or states of a store, that are as they have to be. */
    synchronized void compared(String where, long number) {
        if (number > 0) {
            compared.merge(where, number, Long::sum);
        }
    }

    /** Records of a topic that Kafka has removed, so that nobody can say what they were. */
    synchronized void unprovable(String where, long number) {
        if (number > 0) {
            unprovable.merge(where, number, Long::sum);
        }
    }

    /**
     * Records of an input partition.
     *
     * @param folded in all
     * @param late of those, behind the place where the live fold stood when the verification began
     */
    synchronized void events(long folded, long late) {
        events += folded;
        behind += late;
    }

    synchronized void add(Projection projection) {
        outcomes += projection.decidedRuns();
        activeRunsAtEnd += projection.activeRunsAtEnd();
        maxConcurrentRuns = Math.max(maxConcurrentRuns, projection.maxConcurrentRuns());
    }

    synchronized Compared result() {
        return new Compared(
                new TreeMap<>(compared),
                new TreeMap<>(unprovable),
                events,
                behind,
                outcomes,
                activeRunsAtEnd,
                maxConcurrentRuns);
    }
}
