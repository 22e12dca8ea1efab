package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.InstanceHistory;
import io.sessionfold.engine.history.RoutedHistory;
import io.sessionfold.engine.http.PeerPorts;
import io.sessionfold.engine.peer.HttpHistoryPeers;
import io.sessionfold.engine.peer.HttpPeers;
import io.sessionfold.engine.peer.PeerClient;
import io.sessionfold.engine.peer.PeerPasses;
import io.sessionfold.engine.query.ApplicationQuery;
import io.sessionfold.engine.query.CopyLags;
import io.sessionfold.engine.query.CopyReads;
import io.sessionfold.engine.query.KafkaLogEnds;
import io.sessionfold.engine.query.LocalApplications;
import io.sessionfold.engine.query.LocalParked;
import io.sessionfold.engine.query.LocalParts;
import io.sessionfold.engine.query.LocalSessions;
import io.sessionfold.engine.query.ParkedQuery;
import io.sessionfold.engine.query.Peers;
import io.sessionfold.engine.query.RoutedApplications;
import io.sessionfold.engine.query.RoutedParked;
import io.sessionfold.engine.query.RoutedSessions;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.query.StreamsStores;
import io.sessionfold.engine.tls.TlsContexts;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/** The queries of one instance: over its own stores, and over those of the others. */
public final class EngineQueries implements AutoCloseable {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    private final StreamsStores stores;
    private final KafkaLogEnds ends;
    private final CopyLags lags;
    private final PeerPorts peers;
    private final RoutedSessions sessions;
    private final RoutedApplications applications;
    private final RoutedParked parked;
    private final InstanceHistory ownHistory;
    private final RoutedHistory history;

    /** @param clock what passes between instances are timed by */
    public EngineQueries(Engine engine, Settings settings, InstantSource clock) {
        this.stores = new StreamsStores(
                engine.streams(), engine.partitions(), settings.http().advertised());
        this.ends = new KafkaLogEnds(settings.kafka().clientProperties(), engine.partitions());
        this.lags = new CopyLags(engine.streams(), engine.listeners().leases(), engine.copies());
        LocalSessions own = new LocalSessions(stores, engine.listeners(), ends);
        LocalParts parts = new LocalParts(stores, engine.listeners(), ends, lags);
        CopyReads copies = new CopyReads(stores, lags);
        LocalApplications ownApplications = new LocalApplications(stores);
        LocalParked ownParked = new LocalParked(stores, engine.writerSchemas(), engine.partitions());
        PeerPasses passes = new PeerPasses(settings.peers().secret(), clock);
        PeerClient client = client(settings, passes);
        Peers others = new HttpPeers(client);
        this.ownHistory = history(engine, settings, clock);
        this.peers = new PeerPorts(own, copies, parts, ownApplications, ownParked, ownHistory.query(), passes);
        this.parked = new RoutedParked(stores, ownParked, others);
        this.sessions = new RoutedSessions(stores, own, parts, copies, others);
        this.applications = new RoutedApplications(stores, ownApplications, others);
        this.history = new RoutedHistory(stores, ownHistory.query(), new HttpHistoryPeers(client));
    }

    /** The sessions of all instances. */
    public SessionQuery sessions() {
        return sessions;
    }

    /** The applications of all instances. */
    public ApplicationQuery applications() {
        return applications;
    }

    /** What is parked behind quarantines, on all instances. */
    public ParkedQuery parked() {
        return parked;
    }

    /** What the sessions of all instances were. */
    public HistoryQuery history() {
        return history;
    }

    /** This instance's own part of it. */
    public InstanceHistory ownHistory() {
        return ownHistory;
    }

    /** What the others may ask of this one. */
    public PeerPorts peers() {
        return peers;
    }

    StreamsStores stores() {
        return stores;
    }

    @Override
    public void close() {
        sessions.close();
        ownHistory.close();
        lags.close();
        ends.close();
    }

    /** The index lies beside the stores: whoever removes the state folder makes it anew with them. */
    private InstanceHistory history(Engine engine, Settings settings, InstantSource clock) {
        return InstanceHistory.start(
                new InstanceHistory.Origin(
                        settings.kafka().clientProperties(),
                        settings.streams().applicationId(),
                        engine.log(),
                        engine.partitions(),
                        engine.writerSchemas()),
                settings.streams().stateDir().resolve("history"),
                settings.streams().rocksdbMemoryBytes(),
                stores::held,
                ends,
                key -> stores.partition(key.recordKey()),
                clock);
    }

    /** The others answer over TLS if this one does, and are believed as its clients believe it. */
    private static PeerClient client(Settings settings, PeerPasses passes) {
        HttpClient.Builder http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_PATIENCE);
        boolean isEncrypted = settings.access().tls().isOn();
        if (isEncrypted) {
            http.sslContext(TlsContexts.client(settings.access().tls().trust()));
        }
        return new PeerClient(
                http.build(),
                isEncrypted ? "https" : "http",
                passes,
                settings.peers().timeout());
    }
}
