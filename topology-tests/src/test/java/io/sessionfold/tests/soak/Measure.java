package io.sessionfold.tests.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is measured of an engine, and by how much it may rise between the second and the last third of a soak. */
enum Measure {
    RSS("memory of the process, MiB", 0.05, 8, Sample::rssMib),
    HEAP("heap in use, MiB", 0.25, 8, Sample::heapMib),
    NATIVE("block cache and write buffers, MiB", 0.05, 2, Sample::nativeMib),
    FILES("open files", 0.05, 8, Sample::files),
    THREADS("threads", 0.0, 4, Sample::threads),
    MEDIAN("median of the requests, ms", 0.5, 5, Sample::medianMs),
    TAIL("99th percentile of the requests, ms", 1.0, 100, Sample::tailMs);

    private final String words;
    private final double factor;
    private final double slack;
    private final ToDoubleFunction<Sample> of;

    Measure(String words, double factor, double slack, ToDoubleFunction<Sample> of) {
        this.words = words;
        this.factor = factor;
        this.slack = slack;
        this.of = of;
    }

    String words() {
        return words;
    }

    Flatness judge(List<Sample> samples) {
        return Flatness.of(samples.stream().map(of::applyAsDouble).toList(), factor, slack);
    }
}
