package io.sessionfold.tests.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.app.EngineVerification.Question;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** A broker on which it is the same moment for ever, with one who writes events, one who reads all, and engines that come and go. */
final class DayCluster implements AutoCloseable {

    static final String TENANT = "acme";
    static final String GROUP = "sessionfold";
    static final int PARTITIONS = 2;
    static final Day DAY = Day.FIRST.plus(-3_650);

    private final TestFolder folder = TestFolder.create();
    private final MovedClock clock = new MovedClock(DAY.startMs());
    private final LiveCluster cluster;
    private final Registry registry;
    private final WriterSchemas schemas;
    private final EventWriter writer;
    private final LiveTopics topics;
    private final Admin admin;

    DayCluster() {
        cluster = LiveCluster.start(
                folder.path().resolve("cluster"),
                PARTITIONS,
                Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
        registry = Registry.connect(List.of(cluster.registryUrl()), Map.of(), clock);
        schemas = new WriterSchemas(registry, clock);
        writer = new EventWriter(cluster.bootstrapServers(), registry);
        topics = new LiveTopics(cluster.bootstrapServers(), schemas);
        admin = cluster.admin();
    }

    MovedClock clock() {
        return clock;
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    Registry registry() {
        return registry;
    }

    WriterSchemas schemas() {
        return schemas;
    }

    EventWriter writer() {
        return writer;
    }

    LiveTopics topics() {
        return topics;
    }

    Admin admin() {
        return admin;
    }

    Path stateDir(String name) {
        return folder.path().resolve(name);
    }

    /** The settings of an engine on a folder of that name, by their names. */
    Map<String, String> flags(String stateDir) {
        return cluster.flags(stateDir(stateDir));
    }

    /** The same of one that commits nothing while a test lasts. */
    Map<String, String> flagsOfOneThatCommitsRarely(String stateDir) {
        Map<String, String> flags = new HashMap<>(flags(stateDir));
        flags.put("commit.interval.ms", "60000");
        flags.put("transaction.timeout.ms", "300000");
        return flags;
    }

    Settings settings(String stateDir) {
        return cluster.settings(stateDir(stateDir), Map.of());
    }

    LiveEngine startEngine(String stateDir) {
        return LiveEngine.start(settings(stateDir), clock);
    }

    /** Writes an event of this moment. */
    void write(String eventId, String session, SpecificRecord payload) {
        writer.write(event(TENANT, eventId, session, payload), DAY.startMs());
    }

    static LifecycleEvent event(String tenantId, String eventId, String session, SpecificRecord payload) {
        return LifecycleEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId(tenantId)
                .setSessionKey(session)
                .setProducerId("gw-1")
                .setEventTime(Instant.ofEpochMilli(DAY.startMs()))
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
    }

    /** Waits until all that was written is folded, and what came of it is read. */
    void settle() {
        FoldedUpTo folded = new FoldedUpTo(admin, GROUP);
        writer.flush();
        topics.catchUp();
        folded.await(topics.inputs());
        // Offsets of a transaction may be committed before its outputs can be read.
        folded.awaitNothingOpen(topics.partitions());
        topics.catchUp();
    }

    /** What there is once everything is settled. */
    Recording settled(LiveEngine engine) {
        settle();
        return new Recording(
                topics.of(TENANT).log(),
                topics.of(TENANT).outputs().copy(),
                engine.sessions(TENANT),
                engine.counts().missing());
    }

    /** Every record that was published, every state and every count follows from the log (INV-44, INV-46). */
    void everythingHolds() {
        Report report = new EngineVerification(settings("verification")).run(Question.EVERYTHING);
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared().same().get(Topics.SESSIONS_CHANGED)).isPositive();
    }

    @Override
    public void close() {
        admin.close();
        topics.close();
        writer.close();
        cluster.close();
        folder.close();
    }
}
