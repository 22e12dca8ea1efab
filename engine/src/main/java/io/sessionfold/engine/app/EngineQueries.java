package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.http.PeerPorts;
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

    /** @param clock what passes between instances are timed by */
    public EngineQueries(Engine engine, Settings settings, InstantSource clock) {
        this.stores = new StreamsStores(
                engine.streams(), engine.partitions(), settings.http().advertised());
        this.ends = new KafkaLogEnds(settings.kafka().clientProperties(), engine.partitions());
        this.lags = new CopyLags(engine.streams(), engine.listeners().leases());
        LocalSessions own = new LocalSessions(stores, engine.listeners(), ends);
        LocalParts parts = new LocalParts(stores, engine.listeners(), ends, lags);
        CopyReads copies = new CopyReads(stores, lags);
        LocalApplications ownApplications = new LocalApplications(stores);
        LocalParked ownParked = new LocalParked(stores, engine.writerSchemas(), engine.partitions());
        PeerPasses passes = new PeerPasses(settings.peers().secret(), clock);
        Peers others = new HttpPeers(client(settings, passes));
        this.peers = new PeerPorts(own, copies, parts, ownApplications, ownParked, passes);
        this.parked = new RoutedParked(stores, ownParked, others);
        this.sessions = new RoutedSessions(stores, own, parts, copies, others);
        this.applications = new RoutedApplications(stores, ownApplications, others);
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
        lags.close();
        ends.close();
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
