package io.sessionfold.tests.soak;

import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.FreePorts;
import io.sessionfold.tests.live.TestFolder;
import io.sessionfold.tests.load.LoadSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady load on an engine process for a time, and whether what it takes is flat at the end: memory, files, threads and
 * the time that requests take. Ends with exit code 1 if something is not, if a request was not answered as it should be
 * after the first third, or if {@code verify} finds something afterwards.
 *
 * <pre>topology-tests/run soak.SoakRun [minutes, 10] [turns a second, 10]</pre>
 */
final class SoakRun {

    private static final String HEAP = "256m";
    private static final long SAMPLES = 120;
    private static final int TURNS_PER_SECOND = 10;
    private static final long MINUTES = 10;

    private SoakRun() {}

    public static void main(String[] args) throws Exception {
        long minutes = args.length > 0 ? Long.parseLong(args[0]) : MINUTES;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : TURNS_PER_SECOND;
        boolean isGood;
        try (TestFolder folder = TestFolder.create();
                EngineCluster cluster = EngineCluster.start(folder.path())) {
            int port = FreePorts.next();
            Map<String, String> settings = settings(cluster);
            List<Sample> samples;
            String failure;
            try (MeasuredEngine engine =
                    MeasuredEngine.start(HEAP, port, settings, folder.path().resolve("log"))) {
                engine.awaitReady();
                Latencies latencies = new Latencies();
                try (Chats chats = new Chats(engine, latencies)) {
                    chats.begin(turns);
                    samples = watch(engine, latencies, Duration.ofMinutes(minutes));
                    failure = chats.failure();
                }
                engine.leave();
            }
            Report report = new EngineVerification(cluster.settings("verify", Map.of()))
                    .run(EngineVerification.Question.EVERYTHING);
            int failed = samples.stream()
                    .skip(samples.size() / 3)
                    .mapToInt(Sample::failed)
                    .sum();
            boolean isFlat = judge(samples);
            isGood = isFlat && failed == 0 && report.findings().isEmpty();
            System.out.println("not answered as they should be after the first third: " + failed
                    + (failure == null ? "" : "; the first of all: " + failure));
            System.out.println("verify: " + report.findings().size() + " findings");
        }
        System.exit(isGood ? 0 : 1);
    }

    private static Map<String, String> settings(EngineCluster cluster) {
        Map<String, String> settings = new HashMap<>(LoadSettings.NO_RATES);
        settings.putAll(Map.of(
                "http.tenant", "acme",
                // Small, so that they are full long before the end.
                "rocksdb.memory.bytes", Long.toString(32L << 20),
                "sessions.cache.bytes", Long.toString(8L << 20)));
        settings.putAll(cluster.flags("soak"));
        return settings;
    }

    private static List<Sample> watch(MeasuredEngine engine, Latencies latencies, Duration time)
            throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        long beganNs = System.nanoTime();
        System.out.println(Sample.HEAD);
        for (int number = 1; number <= SAMPLES && engine.isAlive(); number++) {
            long atNs = beganNs + time.toNanos() * number / SAMPLES;
            while (System.nanoTime() < atNs) {
                LockSupport.parkNanos(atNs - System.nanoTime());
            }
            Metrics metrics = engine.metrics();
            Latencies.Window window = latencies.end();
            Sample sample = new Sample(
                    Duration.ofNanos(System.nanoTime() - beganNs).toSeconds(),
                    engine.rssMib(),
                    metrics.heapMib(),
                    metrics.nativeMib(),
                    engine.files(),
                    metrics.threads(),
                    window.medianMs(),
                    window.tailMs(),
                    window.requests(),
                    window.failed());
            samples.add(sample);
            System.out.println(sample);
        }
        return samples;
    }

    private static boolean judge(List<Sample> samples) {
        boolean isFlat = true;
        System.out.println();
        for (Measure measure : Measure.values()) {
            Flatness flatness = measure.judge(samples);
            isFlat &= flatness.isFlat();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-36s median of the second third %8.1f, of the last %8.1f, at most %8.1f: %s",
                    measure.words(),
                    flatness.second(),
                    flatness.last(),
                    flatness.most(),
                    flatness.isFlat() ? "flat" : "RISES"));
        }
        return isFlat;
    }
}
