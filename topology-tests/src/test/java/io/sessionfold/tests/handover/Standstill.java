package io.sessionfold.tests.handover;

/** For how long readers of committed records got nothing of a partition, although there was more. Not thread-safe. */
final class Standstill {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private long stable = -1;
    private long sinceNanos;
    private long longestNanos;

    /** Notes, at a time on the monotonic clock, how far they could read, and where the partition ended. */
    void note(long nowNanos, long stableNow, long end) {
        if (stableNow > stable || stableNow == end) {
            longestNanos = stable < 0 ? 0 : Math.max(longestNanos, nowNanos - sinceNanos);
            sinceNanos = nowNanos;
        }
        stable = stableNow;
    }

    /** The longest one so far, once it was over; in ms. */
    long longestMs() {
        return longestNanos / NANOS_PER_MILLI;
    }
}
