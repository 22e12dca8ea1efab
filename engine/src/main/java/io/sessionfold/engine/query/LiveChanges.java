package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** What waits for one reader of a tenant's changes. It never waits for the reader: one who falls behind is cut. */
final class LiveChanges {

    /** Some MiB of rows, which readers of one tenant share; a burst of seconds. */
    static final int WAITING_MAX = 4_000;

    private final SortedMap<Integer, Long> start;
    private final Deque<LoggedChange> waiting = new ArrayDeque<>();
    private SortedMap<Integer, Long> reached;
    private boolean cut;

    /**
     * What was taken.
     *
     * @param reached the next offset per partition: all that stands before it was taken
     */
    record Taken(List<LoggedChange> changes, SortedMap<Integer, Long> reached) {}

    /** @param start the next offset per partition: what stands before it does not come here */
    LiveChanges(SortedMap<Integer, Long> start) {
        this.start = start;
        this.reached = start;
    }

    SortedMap<Integer, Long> start() {
        return start;
    }

    /** Adds what came, and how far the topic is read; or cuts the reader. */
    synchronized void tell(List<LoggedChange> changes, SortedMap<Integer, Long> upTo) {
        if (cut) {
            return;
        }
        if (waiting.size() + changes.size() > WAITING_MAX) {
            cut();
            return;
        }
        waiting.addAll(changes);
        reached = upTo;
        if (!changes.isEmpty()) {
            notifyAll();
        }
    }

    /** Ends it; what waits is forgotten. */
    synchronized void cut() {
        cut = true;
        waiting.clear();
        notifyAll();
    }

    synchronized boolean isCut() {
        return cut;
    }

    /** Takes all that waits; waits for something, at most for {@code patience}. */
    synchronized Taken take(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); waiting.isEmpty() && !cut && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            // The thread is wanted elsewhere: the reader comes again.
            Thread.currentThread().interrupt();
            cut();
        }
        if (cut) {
            return new Taken(List.of(), Collections.emptySortedMap());
        }
        List<LoggedChange> taken = List.copyOf(waiting);
        waiting.clear();
        return new Taken(taken, reached);
    }
}
