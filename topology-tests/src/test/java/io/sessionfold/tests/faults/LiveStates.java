package io.sessionfold.tests.faults;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.query.StreamsStores;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.Replay;
import io.sessionfold.engine.replay.ReplayProgress;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The states of sessions in canonical form: those in the live stores, and those of the log folded anew. */
public final class LiveStates {

    private static final int THREADS = 2;

    private LiveStates() {}

    /** What the instances hold, by key; the bytes of the store in hexadecimal. */
    public static Map<SessionKey, String> held(List<Engine> engines) {
        Map<SessionKey, String> states = new TreeMap<>();
        for (Engine engine : engines) {
            StreamsStores stores = new StreamsStores(engine.streams(), engine.partitions());
            for (int partition : stores.partitions()) {
                try (KeyValueIterator<Bytes, byte[]> all =
                        stores.sessions(partition).all()) {
                    while (all.hasNext()) {
                        KeyValue<Bytes, byte[]> next = all.next();
                        states.put(StoredKeys.sessionKey(next.key), hex(next.value));
                    }
                }
            }
        }
        return states;
    }

    /** What the log says, folded from nothing (INV-44). */
    public static Map<SessionKey, String> replayed(EngineCluster cluster) {
        SessionCodec codec = new SessionCodec();
        Map<SessionKey, String> states = new TreeMap<>();
        sessions(cluster).forEach((key, session) -> states.put(key, hex(codec.encode(session))));
        return states;
    }

    /** What the log says of each session's history. */
    public static Map<SessionKey, String> digests(EngineCluster cluster) {
        Map<SessionKey, String> digests = new TreeMap<>();
        sessions(cluster)
                .forEach((key, session) ->
                        digests.put(key, session.progress().digest().toString()));
        return digests;
    }

    private static Map<SessionKey, Session> sessions(EngineCluster cluster) {
        Map<SessionKey, Session> sessions = new TreeMap<>();
        try (Logs logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                ReplayTables tables = new MemoryTables()) {
            Replay replay =
                    new Replay(logs, FoldVersions.KNOWN, cluster.schemas(), tables, StartFrom.BEGINNING, THREADS);
            replay.run(new Until.End(), Scope.ALL, FoldObserver.BLIND, new ReplayProgress());
            for (int partition = 0; partition < EngineCluster.PARTITIONS; partition++) {
                tables.table(partition).forEach((key, state) -> {
                    if (state.session() != null) {
                        sessions.put(key, state.session());
                    }
                });
            }
        }
        return sessions;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
