package io.sessionfold.local.demo;

import io.sessionfold.engine.load.EventLoader;
import io.sessionfold.engine.load.Load;
import io.sessionfold.engine.load.LoadTopics;
import io.sessionfold.engine.load.TraceEvents;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.local.LocalInstance;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Feeds the bundled trace to a running instance, waits until it is folded, and has the result checked. */
final class Demo {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long PAUSE_NS = 10_000_000L;
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration STANDSTILL_PATIENCE = Duration.ofSeconds(60);

    private final LocalInstance instance;
    private final ProgressLine progressLine;
    private final EngineProgress engine;

    Demo(LocalInstance instance, ProgressLine progressLine) {
        this.instance = instance;
        this.progressLine = progressLine;
        this.engine = new EngineProgress(instance.engine().streams());
    }

    /**
     * Runs the demonstration to its summary.
     *
     * @param baseline whether to measure a bare processor over the same events afterwards
     */
    DemoSummary run(boolean baseline) {
        TraceEvents.Plan plan = BundledTrace.plan(BundledTrace.TENANT);
        awaitRunning();
        long readBefore = engine.total().get(Count.READ);
        long startedNs = System.nanoTime();
        EventLoader.Loaded loaded = load(plan);
        awaitFolded(loaded, plan.events().size());
        double seconds = (System.nanoTime() - startedNs) / NANOS_PER_SECOND;
        double rate = (engine.total().get(Count.READ) - readBefore) / seconds;
        progressLine.say("Checking what came out …");
        DemoChecks checks = new DemoChecks(instance, engine);
        checks.awaitQuiet();
        DemoChecks.Found found = checks.run();
        Double baselineRate = baseline ? new Baseline(instance).eventsPerSecond(plan) : null;
        return summary(plan, loaded, found, seconds, rate, baselineRate);
    }

    private void awaitRunning() {
        long startedNs = System.nanoTime();
        KafkaStreams streams = instance.engine().streams();
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (streams.state().hasStartedOrFinishedShuttingDown()
                    || System.nanoTime() - startedNs > START_PATIENCE.toNanos()) {
                throw new DemoException(
                        "Expected the engine to run, but it is %s; its log says why".formatted(streams.state()));
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private EventLoader.Loaded load(TraceEvents.Plan plan) {
        EventLoader loader = new EventLoader(
                LoadTopics.OF_ENGINE, instance.clients(), instance.engine().registry(), true, System::nanoTime);
        Load load = new Load(
                BundledTrace.loadId(BundledTrace.TENANT),
                OptionalLong.of(plan.events().size()),
                plan.events().iterator());
        long total = plan.events().size();
        return loader.send(load, Double.POSITIVE_INFINITY, (sent, skipped, unused) -> {
            if (progressLine.isDue()) {
                progressLine.show("loading", sent + skipped, total);
            }
        });
    }

    private void awaitFolded(EventLoader.Loaded loaded, long total) {
        BooleanSupplier isFolded = () -> {
            Map<Integer, ProgressCounts> counts = engine.byPartition();
            return loaded.lastOffsets().entrySet().stream()
                    .allMatch(last -> counts.containsKey(last.getKey())
                            && counts.get(last.getKey()).get(Count.LAST_OFFSET) >= last.getValue());
        };
        long movedAtNs = System.nanoTime();
        long readBefore = -1;
        while (!isFolded.getAsBoolean()) {
            long read = engine.total().get(Count.READ);
            if (read > readBefore) {
                readBefore = read;
                movedAtNs = System.nanoTime();
            } else if (System.nanoTime() - movedAtNs > STANDSTILL_PATIENCE.toNanos()) {
                throw new DemoException("Expected the engine to fold on, but it stood still after %d events for %d s;"
                                .formatted(read, STANDSTILL_PATIENCE.toSeconds())
                        + " its log says why");
            }
            if (progressLine.isDue()) {
                progressLine.show("folding", Math.min(read, total), total);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        progressLine.show("folded", total, total);
        progressLine.end();
    }

    private static DemoSummary summary(
            TraceEvents.Plan plan,
            EventLoader.Loaded loaded,
            DemoChecks.Found found,
            double seconds,
            double rate,
            @Nullable Double baselineRate) {
        ProgressCounts counts = found.counts();
        return new DemoSummary(
                found.sessions(),
                found.runs(),
                found.report().compared().outcomes(),
                counts.get(Count.READ),
                counts.get(Count.APPLIED),
                plan.implied().runs(),
                found.rejected(),
                plan.implied().rejected(),
                found.rejected().equals(plan.implied().rejected())
                        ? DemoSummary.AS_IMPLIED
                        : "Expected the refusals %s that the trouble implies, but they were %s"
                                .formatted(plan.implied().rejected(), found.rejected()),
                counts.get(Count.HELD),
                counts.get(Count.DEAD_LETTERED),
                counts.get(Count.REROUTED),
                counts.get(Count.SESSIONS_CHANGED),
                found.report().compared().activeRunsAtEnd(),
                found.report().compared().maxConcurrentRuns(),
                found.conservation(),
                found.projection(),
                found.replay(),
                seconds,
                rate,
                loaded.skipped(),
                baselineRate);
    }
}
