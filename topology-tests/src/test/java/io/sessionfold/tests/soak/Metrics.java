package io.sessionfold.tests.soak;

import java.util.List;

/** Metrics in Prometheus' text format. */
record Metrics(List<String> lines) {

    private static final double MIB = 1 << 20;

    static Metrics of(String text) {
        return new Metrics(text.lines().filter(line -> !line.startsWith("#")).toList());
    }

    /** The sum of a metric over the series whose labels contain a text. */
    double sum(String name, String labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    double heapMib() {
        return sum("jvm_memory_used_bytes", "area=\"heap\"") / MIB;
    }

    double nativeMib() {
        return sum("sessionfold_native_used_bytes", "") / MIB;
    }

    double threads() {
        return sum("jvm_threads_live_threads", "");
    }
}
