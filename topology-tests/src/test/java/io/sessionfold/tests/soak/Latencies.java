package io.sessionfold.tests.soak;

import java.util.ArrayList;
import java.util.List;

/** How long the requests of the present window took. Thread-safe. */
final class Latencies {

    private List<Double> millis = new ArrayList<>();
    private int failed;

    /**
     * What one window came to.
     *
     * @param medianMs 0 if there was no request
     */
    record Window(double medianMs, double tailMs, int requests, int failed) {}

    synchronized void add(long nanos, boolean isGood) {
        millis.add(nanos / 1e6);
        failed += isGood ? 0 : 1;
    }

    /** Ends the present window and begins the next. */
    synchronized Window end() {
        List<Double> sorted = millis;
        int bad = failed;
        millis = new ArrayList<>();
        failed = 0;
        sorted.sort(null);
        return sorted.isEmpty()
                ? new Window(0, 0, 0, 0)
                : new Window(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.size(), bad);
    }
}
