package io.sessionfold.tests.soak;

import java.util.List;

/** What is measured of an engine, and by how much it may rise between the second and the last third of a soak. */
enum Measure {
    RSS("memory of the process, MiB", 0.05, 8),
    HEAP("heap in use, MiB", 0.25, 8),
    NATIVE("block cache and write buffers, MiB", 0.05, 2),
    FILES("open files", 0.05, 8),
    THREADS("threads", 0.0, 4),
    MEDIAN("median of the requests, ms", 0.5, 5),
    TAIL("99th percentile of the requests, ms", 1.0, 100);

    private final String words;
    private final double factor;
    private final double slack;

    Measure(String words, double factor, double slack) {
        this.words = words;
        this.factor = factor;
        this.slack = slack;
    }

    String words() {
        return words;
    }

    Flatness judge(List<Sample> samples) {
        return Flatness.of(samples.stream().map(this::of).toList(), factor, slack);
    }

    private double of(Sample sample) {
        return switch (this) {
            case RSS -> sample.rssMib();
            case HEAP -> sample.heapMib();
            case NATIVE -> sample.nativeMib();
            case FILES -> sample.files();
            case THREADS -> sample.threads();
            case MEDIAN -> sample.medianMs();
            case TAIL -> sample.tailMs();
        };
    }
}
