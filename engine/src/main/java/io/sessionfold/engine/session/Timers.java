package io.sessionfold.engine.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The deadlines of a session. They are part of the state: whoever holds the state knows what it waits for, and the index
 * that finds what is due can be made anew from it.
 *
 * @param pending what is waited for, in the order of kind and subject
 * @param lastGeneration the generation given last; one counter for all timers of the session
 */
public record Timers(SortedMap<TimerKey, Deadline> pending, long lastGeneration) {

    /** Nothing to wait for. */
    public static final Timers NONE = new Timers(Collections.emptySortedMap(), 0);

    /** What {@link #earliestMs()} answers when there is nothing to wait for. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The deadline held under a key. */
    public Optional<Deadline> find(DeadlineKind kind, String subjectId) {
        return Optional.ofNullable(pending.get(new TimerKey(kind, subjectId)));
    }

    /** With a deadline set, or set anew; each setting is a generation of its own. */
    public Timers arm(DeadlineKind kind, String subjectId, long deadlineAtMs) {
        TreeMap<TimerKey, Deadline> next = new TreeMap<>(pending);
        next.put(new TimerKey(kind, subjectId), new Deadline(deadlineAtMs, lastGeneration + 1));
        return new Timers(Collections.unmodifiableSortedMap(next), lastGeneration + 1);
    }

    /** Without a deadline; the same if it was not there. */
    public Timers cancel(DeadlineKind kind, String subjectId) {
        TimerKey key = new TimerKey(kind, subjectId);
        if (!pending.containsKey(key)) {
            return this;
        }
        TreeMap<TimerKey, Deadline> next = new TreeMap<>(pending);
        next.remove(key);
        return new Timers(Collections.unmodifiableSortedMap(next), lastGeneration);
    }

    /** Without the deadlines of these kinds of one subject. */
    public Timers cancel(List<DeadlineKind> kinds, String subjectId) {
        Timers next = this;
        for (DeadlineKind kind : kinds) {
            next = next.cancel(kind, subjectId);
        }
        return next;
    }

    /** With every deadline so much later, as the same generation: for that long nothing was waited for. */
    public Timers later(long byMs) {
        TreeMap<TimerKey, Deadline> next = new TreeMap<>();
        pending.forEach(
                (key, deadline) -> next.put(key, new Deadline(deadline.deadlineAtMs() + byMs, deadline.generation())));
        return new Timers(Collections.unmodifiableSortedMap(next), lastGeneration);
    }

    /** Waiting for nothing any more; the generations go on. */
    public Timers none() {
        return new Timers(Collections.emptySortedMap(), lastGeneration);
    }

    /** The earliest deadline in milliseconds since 1970, or {@link #NEVER}. */
    public long earliestMs() {
        long earliest = NEVER;
        for (Deadline deadline : pending.values()) {
            earliest = Math.min(earliest, deadline.deadlineAtMs());
        }
        return earliest;
    }

    /**
     * What is due at {@code nowMs}, the earliest first and then in the order of kind and subject: what passed first lapses
     * first, however late it is noticed.
     */
    public List<Map.Entry<TimerKey, Deadline>> dueAt(long nowMs) {
        List<Map.Entry<TimerKey, Deadline>> due = new ArrayList<>();
        for (Map.Entry<TimerKey, Deadline> entry : pending.entrySet()) {
            if (entry.getValue().deadlineAtMs() <= nowMs) {
                due.add(entry);
            }
        }
        // The sort is stable, so that equal deadlines keep the order of their keys.
        due.sort(Comparator.comparingLong(entry -> entry.getValue().deadlineAtMs()));
        return due;
    }
}
