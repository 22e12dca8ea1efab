package io.sessionfold.tests.live;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.StoredKeys;
import io.sessionfold.tests.driver.StoredIndex;
import io.sessionfold.tests.driver.StoredSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.awaitility.Awaitility;

/** One instance of the engine in this process, and what stands in its stores. */
public final class LiveEngine implements AutoCloseable {

    /** Far longer than anything takes that works. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Engine engine;

    private LiveEngine(Engine engine) {
        this.engine = engine;
    }

    /** Starts an instance, and waits until it has its tasks. */
    public static LiveEngine start(Settings settings, InstantSource clock) {
        return start(settings, clock, FoldVersions.KNOWN);
    }

    /** The same with an engine that knows these fold versions. */
    public static LiveEngine start(Settings settings, InstantSource clock, FoldVersions folds) {
        LiveEngine live = new LiveEngine(Engine.start(settings, clock, folds));
        live.awaitRunning();
        return live;
    }

    public Engine engine() {
        return engine;
    }

    /** The sessions of a tenant that it holds. */
    public SortedMap<SessionKey, StoredSession> sessions(String tenantId) {
        SessionCodec sessions = new SessionCodec();
        GuardCodec guards = new GuardCodec();
        ReadOnlyKeyValueStore<Bytes, byte[]> guardStore = store(StoreNames.RETRY_GUARDS);
        SortedMap<SessionKey, StoredSession> held = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                this.<byte[]>store(StoreNames.SESSIONS).all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                SessionKey key = StoredKeys.sessionKey(next.key);
                if (key.tenantId().equals(tenantId)) {
                    byte[] kept = guardStore.get(next.key);
                    held.put(
                            key,
                            new StoredSession(
                                    sessions.decode(key, next.value),
                                    kept == null ? RetryGuards.NONE : guards.decode(kept)));
                }
            }
        }
        return held;
    }

    /** Holds the index against the sessions of a tenant, which are all that it has. */
    public void indexMustAgree(String tenantId) {
        SortedMap<SessionKey, Session> rows = new TreeMap<>();
        sessions(tenantId).forEach((key, stored) -> rows.put(key, stored.session()));
        StoredIndex.mustAgree(store(StoreNames.SESSIONS_INDEX), rows);
    }

    /** The states of a tenant's sessions in canonical form, in hexadecimal by record key. */
    public SortedMap<String, String> sessionBytes(String tenantId) {
        return bytes(sessions(tenantId));
    }

    static SortedMap<String, String> bytes(SortedMap<SessionKey, StoredSession> sessions) {
        SessionCodec codec = new SessionCodec();
        SortedMap<String, String> states = new TreeMap<>();
        sessions.forEach(
                (key, stored) -> states.put(key.recordKey(), HexFormat.of().formatHex(codec.encode(stored.session()))));
        return states;
    }

    /** The counts of its partitions together. */
    public ProgressCounts counts() {
        return counts(StoreNames.PROGRESS);
    }

    /** The counts of its partitions of the worker events together. */
    public ProgressCounts workerCounts() {
        return counts(StoreNames.WORKER_PROGRESS);
    }

    /** Waits until it runs. */
    void awaitRunning() {
        Awaitility.await("the engine runs")
                .atMost(PATIENCE)
                .until(() -> engine.streams().state() == KafkaStreams.State.RUNNING);
    }

    @Override
    public void close() {
        engine.close();
    }

    private ProgressCounts counts(String progressStore) {
        ProgressCounts total = new ProgressCounts();
        try (KeyValueIterator<Bytes, byte[]> all =
                this.<byte[]>store(progressStore).all()) {
            all.forEachRemaining(next -> total.add(ProgressCounts.of(next.value)));
        }
        return total;
    }

    private <V> ReadOnlyKeyValueStore<Bytes, V> store(String name) {
        return engine.streams()
                .store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, V>keyValueStore()));
    }
}
