package io.sessionfold.tests.soak;

import java.util.List;

/**
 * Whether a series of measurements is flat at its end: the median of its last third is at most so much above that of the
 * second third. The first third is not looked at: caches fill then, and code is compiled. Medians, because a machine does
 * other things now and then; a series that leaks rises in both of them.
 *
 * @param second the median of the second third
 * @param last the median of the last third
 * @param most what the last one may be
 */
record Flatness(double second, double last, double most) {

    private static final int LEAST = 9;

    /**
     * Judges a series.
     *
     * @param factor by how much it may rise, as a part of itself
     * @param slack by how much beside that, in the unit of the series: what small numbers do by chance
     */
    static Flatness of(List<Double> series, double factor, double slack) {
        if (series.size() < LEAST) {
            throw new IllegalArgumentException(
                    "Expected at least " + LEAST + " measurements, but there were " + series.size());
        }
        int third = series.size() / 3;
        double second = median(series.subList(series.size() - 2 * third, series.size() - third));
        double last = median(series.subList(series.size() - third, series.size()));
        return new Flatness(second, last, second * (1 + factor) + slack);
    }

    boolean isFlat() {
        return last <= most;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
