package io.sessionfold.tests.soak;

/**
 * What was measured at a moment.
 *
 * @param second since the soak began
 * @param nativeMib what RocksDB takes of its budget
 * @param requests answered since the sample before; the times are of these
 * @param failed how many of them were not answered as they should be
 */
record Sample(
        long second,
        double rssMib,
        double heapMib,
        double nativeMib,
        double files,
        double threads,
        double medianMs,
        double tailMs,
        int requests,
        int failed) {

    static final String HEAD =
            "   second  rss MiB  heap MiB  native MiB  files  threads  median ms  p99 ms  requests  failed";

    @Override
    public String toString() {
        return "%9d %8.0f %9.0f %11.1f %6.0f %8.0f %10.1f %7.1f %9d %7d"
                .formatted(second, rssMib, heapMib, nativeMib, files, threads, medianMs, tailMs, requests, failed);
    }
}
