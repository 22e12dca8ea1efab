package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * From looks at one copy's changelog, since when the copy is behind: it has all that was committed at a look once it has
 * come to where the changelog then ended. For one thread at a time.
 */
final class LagHistory {

    /** The marker of the last transaction stands behind the last record, and no copy ever has it. */
    private static final long MARKER = 1;

    /** At one look a second, ten minutes; a copy that is further behind is only said to be at least that stale. */
    private static final int LOOKS_MAX = 600;

    private static final long ABSENCE_NANOS_MAX = Duration.ofSeconds(10).toNanos();

    private final Deque<Look> open = new ArrayDeque<>();
    private long reachedAtNanos;
    private boolean isReached;
    private long lookedAtNanos;
    private long lastPosition;

    /** When the changelog ended where. */
    private record Look(long atNanos, long end) {}

    /** Notes a look: where the copy stood, and where the changelog ended, at a time on the monotonic clock. */
    void note(long atNanos, long position, long end) {
        beginsAt(position);
        lookedAtNanos = atNanos;
        lastPosition = position;
        if (open.size() < LOOKS_MAX) {
            open.addLast(new Look(atNanos, end));
        }
        for (Look first = open.peekFirst();
                first != null && first.end() - MARKER <= position;
                first = open.peekFirst()) {
            open.removeFirst();
            reachedAtNanos = first.atNanos();
            isReached = true;
        }
    }

    /** Forgets everything if a store that stands there began anew: what it had once says nothing. */
    void beginsAt(long position) {
        if (position + MARKER < lastPosition) {
            open.clear();
            isReached = false;
        }
    }

    /**
     * Whether the copy was not seen for longer than a task takes, in a rebalance, from being a copy to being active: then it
     * is gone, and another one under its name is another copy.
     */
    boolean isOver(long nowNanos) {
        return nowNanos - lookedAtNanos > ABSENCE_NANOS_MAX;
    }

    /** How long ago it last had everything; empty if it never had. */
    Optional<Duration> staleness(long nowNanos) {
        return isReached ? Optional.of(Duration.ofNanos(Math.max(0, nowNanos - reachedAtNanos))) : Optional.empty();
    }
}
