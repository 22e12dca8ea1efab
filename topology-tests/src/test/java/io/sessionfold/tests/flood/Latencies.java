package io.sessionfold.tests.flood;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long something took, each time. Used by one thread. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> nanos = new ArrayList<>();

    void add(long tookNanos) {
        nanos.add(tookNanos);
    }

    int number() {
        return nanos.size();
    }

    /** What so many of a hundred took at most, in ms. */
    double percentileMs(int percent) {
        if (nanos.isEmpty()) {
            return Double.NaN;
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) * percent / 100) / NANOS_PER_MILLI;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%5d %8.1f %8.1f %8.1f", number(), percentileMs(50), percentileMs(95), percentileMs(100));
    }
}
