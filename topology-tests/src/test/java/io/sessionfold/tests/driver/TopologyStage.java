package io.sessionfold.tests.driver;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.StoredKeys;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.wire.ContractReaders;
import io.sessionfold.tests.wire.EventBytes;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** One scenario on the topology without a broker. */
final class TopologyStage implements Stage {

    /** After so many ticks whatever is due has been written, or never will be. */
    private static final int TICKS_MAX = 1_000;

    private final MovedClock clock = new MovedClock(Day.FIRST.startMs());
    private final FoldVersions folds;
    private final TopologyHarness harness;
    private final RecordWriter<LifecycleEvent> writer;
    private final RecordWriter<WorkerEvent> workerWriter;
    private final ContractReaders readers;
    private final EventBytes bytes = new EventBytes();
    private final SessionCodec sessionCodec = new SessionCodec();
    private final GuardCodec guardCodec = new GuardCodec();
    private final List<LogEntry> log = new ArrayList<>();
    private final Outputs outputs = Outputs.empty();

    TopologyStage(FoldVersions folds, boolean sessionsCached) {
        this.folds = folds;
        harness = new TopologyHarness(folds, clock, 1, sessionsCached);
        writer = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, harness.registry(), true);
        workerWriter = new RecordWriter<>(WorkerEvent.class, Topics.WORKER_EVENTS, harness.registry(), true);
        readers = new ContractReaders(harness.schemas());
    }

    @Override
    public Day day() {
        return Day.FIRST;
    }

    @Override
    public String tenant(String alias) {
        return alias;
    }

    @Override
    public void append(LifecycleEvent event, long recordTimeMs) {
        byte[] framed = writer.write(event);
        byte[] key = (event.getTenantId() + '/' + event.getSessionKey()).getBytes(StandardCharsets.UTF_8);
        harness.pipe(key, framed, new RecordHeaders(), recordTimeMs);
        enterInLog(framed, recordTimeMs);
        enterWhatTheEngineWrote();
    }

    @Override
    public void append(WorkerEvent event, long recordTimeMs) {
        byte[] key = (event.getTenantId() + '/' + event.getDeploymentId()).getBytes(StandardCharsets.UTF_8);
        harness.pipeWorkerEvent(key, workerWriter.write(event), new RecordHeaders(), recordTimeMs);
        enterWhatTheEngineWrote();
    }

    @Override
    public void timePassesTo(long nowMs) {
        clock.moveTo(nowMs);
        int ticks = 0;
        while (Lapses.first(sessions().values(), nowMs).isPresent()) {
            if (ticks++ == TICKS_MAX) {
                throw new AssertionError("Expected all that is due to lapse within " + TICKS_MAX + " ticks, but "
                        + Lapses.first(sessions().values(), nowMs) + " is still due");
            }
            harness.driver().advanceWallClockTime(Duration.ofMillis(TopologyHarness.TICK_MS));
            enterWhatTheEngineWrote();
        }
    }

    @Override
    public Recording recording() {
        harness.read(Topics.SESSIONS_CHANGED).forEach(this::addRow);
        harness.read(Topics.RUN_OUTCOMES).forEach(record -> outputs.outcomes().add(readers.outcome(record.value())));
        harness.read(Topics.SESSION_COMMANDS)
                .forEach(record -> outputs.commands().add(readers.command(record.value())));
        harness.read(Topics.REJECTED_EVENTS)
                .forEach(record -> outputs.rejections().add(readers.rejection(record.value())));
        KeyValueStore<Bytes, byte[]> guards = harness.driver().getKeyValueStore(StoreNames.RETRY_GUARDS);
        StoredIndex.mustAgree(harness.driver().getKeyValueStore(StoreNames.SESSIONS_INDEX), sessions());
        SortedMap<SessionKey, StoredSession> stored = new TreeMap<>();
        sessions().forEach((key, session) -> {
            byte[] kept = guards.get(StoredKeys.bytes(key));
            stored.put(key, new StoredSession(session, kept == null ? RetryGuards.NONE : guardCodec.decode(kept)));
        });
        return new Recording(
                folds,
                List.copyOf(log),
                outputs.copy(),
                stored,
                missing(StoreNames.PROGRESS) + missing(StoreNames.WORKER_PROGRESS));
    }

    @Override
    public void close() {
        harness.close();
    }

    private void addRow(TestRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            outputs.removals().add(RowRemoval.after(outputs.rows(), key));
        } else {
            outputs.rows().add(readers.row(record.value()));
        }
    }

    /** Lapses, and the failures of runs whose worker died. */
    private void enterWhatTheEngineWrote() {
        for (TestRecord<byte[], byte[]> event : harness.read(Topics.EVENTS)) {
            enterInLog(event.value(), event.timestamp());
        }
    }

    private void enterInLog(byte[] framed, long recordTimeMs) {
        Position at = new Position(Topics.EVENTS, 0, log.size());
        log.add(new LogEntry(bytes.decode(framed, recordTimeMs, at), EventBytes.fingerprintOfContract(), framed));
    }

    private SortedMap<SessionKey, Session> sessions() {
        SortedMap<SessionKey, Session> sessions = new TreeMap<>();
        KeyValueStore<Bytes, byte[]> store = harness.driver().getKeyValueStore(StoreNames.SESSIONS);
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                SessionKey key = StoredKeys.sessionKey(next.key);
                sessions.put(key, sessionCodec.decode(key, next.value));
            }
        }
        return sessions;
    }

    private long missing(String progressStore) {
        KeyValueStore<Bytes, byte[]> store = harness.driver().getKeyValueStore(progressStore);
        byte[] counts = store.get(Bytes.wrap("0".getBytes(StandardCharsets.UTF_8)));
        return counts == null ? 0 : ProgressCounts.of(counts).missing();
    }
}
