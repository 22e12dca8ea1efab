package io.sessionfold.local.demo;

import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.PartitionFold;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.local.LocalInstance;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The independent checks of the demonstration, over the topics as any consumer sees them. */
final class DemoChecks {

    private static final long PAUSE_NS = 250_000_000L;
    private static final Duration QUIET_PATIENCE = Duration.ofSeconds(30);

    /** What is in flight is committed within a tenth of a second; a violation that stays for so many looks is one. */
    private static final int LOOKS = 6;

    private final LocalInstance instance;
    private final EngineProgress engine;
    private final WriterSchemas schemas;

    DemoChecks(LocalInstance instance, EngineProgress engine) {
        this.instance = instance;
        this.engine = engine;
        this.schemas = new WriterSchemas(instance.engine().registry(), InstantSource.system());
    }

    /** What was found: the engine's counts and states, and what the checks say of them. */
    record Found(
            ProgressCounts counts,
            long sessions,
            long runs,
            long outcomes,
            Verdict conservation,
            ProjectionCheck projection,
            Verdict replay) {

        Map<RejectionReason, Long> rejected() {
            Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
            for (RejectionReason reason : RejectionReason.values()) {
                if (counts.get(reason) > 0) {
                    rejected.put(reason, counts.get(reason));
                }
            }
            return rejected;
        }

        boolean holds() {
            return conservation.holds() && projection.verdict().holds() && replay.holds();
        }
    }

    /** Waits until no run is active, or until those that are have been so for longer than any grace. */
    void awaitQuiet() {
        long startedNs = System.nanoTime();
        while (engine.states().values().stream().anyMatch(DemoChecks::isRestless)
                && System.nanoTime() - startedNs < QUIET_PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Checks, and looks again if what does not hold may only be on its way. */
    Found run() {
        Found found = look();
        for (int looks = 1; looks < LOOKS && !found.holds(); looks++) {
            LockSupport.parkNanos(PAUSE_NS);
            found = look();
        }
        return found;
    }

    private static boolean isRestless(Session session) {
        return !session.runs().activeRunIds().isEmpty()
                || session.timers().pending().keySet().stream()
                        .anyMatch(timer -> timer.kind() == DeadlineKind.ERROR_GRACE);
    }

    private Found look() {
        try (Logs logs = new KafkaLogs(instance.clients())) {
            return look(new TopicScan(logs));
        }
    }

    private Found look(TopicScan topics) {
        MemoryTable replayed = new MemoryTable();
        Map<Integer, PartitionFold> folds = new HashMap<>();
        ProjectionCheck projection = new ProjectionCheck(schemas);
        Map<Integer, Long> events = topics.read(Topics.EVENTS, event -> {
            folds.computeIfAbsent(event.partition(), partition -> fold(replayed))
                    .feed(event);
            projection.event(event);
        });
        Map<Integer, ProgressCounts> counts = engine.byPartition();
        Verdict replay = new ReplayCheck().compare(replayed, engine.sessions(), engine.guards());
        Map<Integer, Long> rows = topics.read(Topics.SESSIONS_CHANGED, projection::row);
        Map<Integer, Long> outcomes = topics.read(Topics.RUN_OUTCOMES, projection::outcome);
        ProgressCounts total = new ProgressCounts();
        counts.values().forEach(total::add);
        ConservationCheck conservation = new ConservationCheck();
        conserved(conservation, Topics.EVENTS, counts, events);
        Map<Integer, ProgressCounts> workers = engine.workersByPartition();
        conserved(conservation, Topics.WORKER_EVENTS, workers, topics.read(Topics.WORKER_EVENTS, event -> {}));
        ProgressCounts ofWorkers = new ProgressCounts();
        workers.values().forEach(ofWorkers::add);
        conservation.output(Topics.SESSIONS_CHANGED, total.get(Count.SESSIONS_CHANGED), rows);
        conservation.output(Topics.RUN_OUTCOMES, total.get(Count.RUN_OUTCOMES), outcomes);
        conservation.output(
                Topics.REJECTED_EVENTS,
                total.refused() + ofWorkers.refused(),
                topics.read(Topics.REJECTED_EVENTS, rejected -> {}));
        conservation.output(
                Topics.DEAD_LETTERS,
                total.get(Count.DEAD_LETTERED) + ofWorkers.get(Count.DEAD_LETTERED),
                topics.read(Topics.DEAD_LETTERS, dead -> {}));
        Collection<Session> sessions = engine.states().values();
        return new Found(
                total,
                sessions.stream().filter(Session::exists).count(),
                sessions.stream()
                        .mapToLong(session -> session.runs().admitted())
                        .sum(),
                outcomes.values().stream().mapToLong(Long::longValue).sum(),
                conservation.verdict(),
                projection,
                replay);
    }

    private PartitionFold fold(FoldTable table) {
        return new PartitionFold(
                FoldVersions.KNOWN, schemas, instance.settings().topics().partitions(), table);
    }

    private static void conserved(
            ConservationCheck conservation,
            String topic,
            Map<Integer, ProgressCounts> counts,
            Map<Integer, Long> records) {
        records.forEach((partition, number) ->
                conservation.partition(topic, partition, counts.getOrDefault(partition, new ProgressCounts()), number));
    }
}
