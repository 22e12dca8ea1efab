package io.sessionfold.engine.session;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The aborts of runs that were not admitted yet, by runId. Bounded: the mark that expires first makes room.
 */
public record AbortMarks(SortedMap<String, AbortMark> byRunId) {

    /** How many are remembered: an abort overtakes an admission by seconds, and rarely. */
    public static final int CAPACITY = 16;

    /** How long a mark is remembered, in milliseconds (INV-24). */
    public static final long TTL_MS = 60 * 60_000L;

    /** No mark. */
    public static final AbortMarks NONE = new AbortMarks(Collections.emptySortedMap());

    public Optional<AbortMark> find(String runId, long nowMs) {
        return Optional.ofNullable(byRunId.get(runId)).filter(mark -> nowMs < mark.expiresAtMs());
    }

    AbortMarks with(String runId, AbortMark mark) {
        TreeMap<String, AbortMark> next = new TreeMap<>(byRunId);
        next.put(runId, mark);
        return of(next);
    }

    AbortMarks without(String runId) {
        TreeMap<String, AbortMark> next = new TreeMap<>(byRunId);
        next.remove(runId);
        return of(next);
    }

    /** The run whose mark has to go before another one fits; empty while there is room. */
    Optional<String> evictedBy(String runId) {
        if (byRunId.size() < CAPACITY || byRunId.containsKey(runId)) {
            return Optional.empty();
        }
        return byRunId.entrySet().stream()
                .min(Map.Entry.comparingByValue((a, b) -> Long.compare(a.expiresAtMs(), b.expiresAtMs())))
                .map(Map.Entry::getKey);
    }

    private static AbortMarks of(TreeMap<String, AbortMark> marks) {
        return new AbortMarks(Collections.unmodifiableSortedMap(marks));
    }
}
