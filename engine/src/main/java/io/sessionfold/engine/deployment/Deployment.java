package io.sessionfold.engine.deployment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one deployment.
 *
 * <p>Bounded: {@link #RUNS_MAX} runs of at most 512 bytes of session key and two ids of 128 are 775 KiB, and the workers
 * 106 KiB more; together they stay below the 1 MiB that a broker takes by default.
 *
 * @param runs the open runs that rest on it
 */
public record Deployment(SortedMap<RunName, Registration> runs, Workers workers) {

    /** Runs that rest on one deployment at a time: what its workers execute, and what waits for them. */
    public static final int RUNS_MAX = 1024;

    /** A deployment of which nothing is known. */
    public static final Deployment NONE = new Deployment(Collections.emptySortedMap(), Workers.NONE);

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return runs.isEmpty() && workers.isEmpty();
    }

    Deployment with(RunName run, @Nullable String workerId) {
        TreeMap<RunName, Registration> next = new TreeMap<>(runs);
        next.put(run, new Registration(workerId));
        return new Deployment(Collections.unmodifiableSortedMap(next), workers);
    }

    Deployment without(RunName run) {
        TreeMap<RunName, Registration> next = new TreeMap<>(runs);
        next.remove(run);
        return new Deployment(Collections.unmodifiableSortedMap(next), workers);
    }

    Deployment withoutRuns() {
        return new Deployment(Collections.emptySortedMap(), workers);
    }

    Deployment with(Workers next) {
        return new Deployment(runs, next);
    }
}
