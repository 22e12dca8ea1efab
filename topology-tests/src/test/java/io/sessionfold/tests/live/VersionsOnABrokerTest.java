package io.sessionfold.tests.live;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.app.FoldVersionWriter;
import io.sessionfold.engine.app.StartException;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.versions.ImpatientFold;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two fold versions in one log on a broker, from the engine that knows one of them to the one that knows both. */
final class VersionsOnABrokerTest {

    private static final String TENANT = "acme";
    private static final String GROUP = "sessionfold";
    private static final int PARTITIONS = 2;
    private static final int SESSIONS = 20;
    private static final Day DAY = Day.FIRST.plus(-3_650);

    private final TestFolder folder = TestFolder.create();
    private final MovedClock clock = new MovedClock(DAY.startMs());
    private LiveCluster cluster;
    private Registry registry;
    private EventWriter writer;
    private LiveTopics topics;
    private WriterSchemas schemas;
    private Admin admin;

    @BeforeEach
    void startTheCluster() {
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

    @AfterEach
    void closeTheCluster() {
        admin.close();
        topics.close();
        writer.close();
        cluster.close();
        folder.close();
    }

    @Test
    @DisplayName(
            "INV-7, INV-44: each event is folded with the version in force where it stands, over a kill and a restore, and an engine that does not know it folds nothing")
    void twoVersionsInOneLog() {
        try (LiveEngine older = LiveEngine.start(settings("older"), clock)) {
            everySession(session("s").withErrorGraceMs(15_000));
            failRun("r-1");
            settle();
            assertThat(outcomes()).as("errors in their grace").isEmpty();

            FoldVersionWriter.Begun begun = FoldVersionWriter.begin(settings("older"), ImpatientFold.TWO, 2, clock);
            assertThat(begun.inForce()).isEqualTo(2);
            assertThat(begun.at()).extracting(Position::partition).containsExactly(0, 1);
            failRun("r-2");
            writer.flush();
            Awaitility.await("the older engine stops")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> older.engine().streams().state() == KafkaStreams.State.ERROR);
        }
        assertThat(outcomes())
                .as("what the older engine folded behind the beginning")
                .isEmpty();
        assertThatThrownBy(() -> LiveEngine.start(settings("older"), clock))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Expected fold version 2 or newer, as sessionfold.meta pins");

        SortedMap<String, String> folded = new FoldedLog(cluster.bootstrapServers(), schemas).states(TENANT);
        try (EngineProcess doomed = EngineProcess.start(2, DAY.startMs(), TENANT, flagsOfOneThatCommitsRarely())) {
            Awaitility.await("every event is folded, and none committed")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> doomed.look().equals(folded));
        }
        assertThat(outcomes()).as("committed outcomes").isEmpty();

        try (LiveEngine newer = LiveEngine.start(settings("newer"), clock, ImpatientFold.TWO)) {
            settle();
            assertThat(newer.sessionBytes(TENANT)).isEqualTo(folded);
            assertThat(outcomes()).isEqualTo(everyRun("r-2"));
            assertThat(newer.counts().foldVersion()).isEqualTo(2);
            assertThat(newer.counts().missing()).isZero();
        }
        failRun("r-3");
        try (LiveEngine restored = LiveEngine.start(settings("restored"), clock, ImpatientFold.TWO)) {
            settle();
            assertThat(restored.sessionBytes(TENANT))
                    .isEqualTo(new FoldedLog(cluster.bootstrapServers(), schemas).states(TENANT));
            assertThat(outcomes()).containsAllEntriesOf(everyRun("r-3")).hasSize(2 * SESSIONS);
        }
    }

    @Test
    void aVersionThatHasBegunBeginsNoSecondTimeAndThereIsNoWayBack() {
        TopicSetup.ensure(settings("any"));

        assertThatThrownBy(() -> FoldVersionWriter.begin(settings("any"), FoldVersions.KNOWN, 2, clock))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("which this release knows, but it was 2");
        assertThat(begin(2).at()).hasSize(PARTITIONS);
        assertThat(begin(2)).isEqualTo(new FoldVersionWriter.Begun(2, List.of()));
        assertThat(begin(1)).isEqualTo(new FoldVersionWriter.Begun(2, List.of()));

        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    @Test
    void aWriterThatDiesHalfwayBeginsNothing() {
        Settings settings = settings("any");
        TopicSetup.ensure(settings);
        Map<String, Object> config =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", GROUP + "-fold-version");
        KafkaProducer<byte[], byte[]> dying =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            dying.initTransactions();
            dying.beginTransaction();
            LifecycleEvent half = event(VersionFold.TENANT, "fold-version-0", "half", new FoldVersionBegun(2));
            Future<RecordMetadata> unused = dying.send(new ProducerRecord<>(
                    Topics.EVENTS,
                    "sessionfold/fold-version-0".getBytes(StandardCharsets.UTF_8),
                    new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true).write(half)));
            dying.flush();

            assertThat(TopicSetup.ensure(settings).pin().foldVersion()).isEqualTo(1);
            assertThat(begin(2).at()).hasSize(PARTITIONS);
        } finally {
            dying.close(Duration.ZERO);
        }
        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    @Test
    void twoThatBeginAtOnceBeginOnce() {
        TopicSetup.ensure(settings("any"));

        List<FoldVersionWriter.Begun> begun =
                Stream.of(1, 2).parallel().map(one -> begin(2)).toList();

        assertThat(begun).extracting(FoldVersionWriter.Begun::inForce).containsExactly(2, 2);
        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    @Test
    void aNewClusterBeginsInTheNewestVersion() {
        try (LiveEngine engine = LiveEngine.start(settings("first"), clock, ImpatientFold.TWO)) {
            everySession(session("s").withErrorGraceMs(15_000));
            failRun("r-1");
            settle();
            assertThat(outcomes()).isEqualTo(everyRun("r-1"));
            assertThat(engine.counts().foldVersion()).isEqualTo(2);
        }
        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThatThrownBy(() -> TopicSetup.ensure(settings("older")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Expected fold version 2 or newer");
    }

    private FoldVersionWriter.Begun begin(int version) {
        return FoldVersionWriter.begin(settings("any"), ImpatientFold.TWO, version, clock);
    }

    /** How many beginnings stand on each partition. */
    private Map<Integer, Long> beginnings() {
        topics.catchUp();
        return topics.of(VersionFold.TENANT).log().stream()
                .map(LogEntry::event)
                .collect(Collectors.groupingBy(event -> event.position().partition(), Collectors.counting()));
    }

    private Map<String, Long> outcomes() {
        topics.catchUp();
        return topics.of(TENANT).outputs().outcomes().stream()
                .collect(Collectors.groupingBy(VersionsOnABrokerTest::name, Collectors.counting()));
    }

    private static String name(RunOutcome outcome) {
        return outcome.getSessionKey() + "/" + outcome.getRunId() + " " + outcome.getErrorCode();
    }

    private static Map<String, Long> everyRun(String run) {
        Map<String, Long> failed = new HashMap<>();
        for (int number = 0; number < SESSIONS; number++) {
            failed.put("s-" + number + "/" + run + " RATE_LIMIT", 1L);
        }
        return failed;
    }

    private void failRun(String run) {
        everySession(runAccepted(run));
        everySession(runStarted(run));
        everySession(runErrored(run, "RATE_LIMIT"));
    }

    private void everySession(Writing event) {
        for (int number = 0; number < SESSIONS; number++) {
            String key = "s-" + number;
            writer.write(
                    event(
                            TENANT,
                            key,
                            event.event().text(),
                            event.event().payload().apply(DAY)),
                    DAY.startMs());
        }
    }

    private static LifecycleEvent event(String tenantId, String key, String name, SpecificRecord payload) {
        return LifecycleEvent.newBuilder()
                .setEventId(key + "/" + name)
                .setTenantId(tenantId)
                .setSessionKey(key)
                .setProducerId("gw-1")
                .setEventTime(Instant.ofEpochMilli(DAY.startMs()))
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
    }

    private void settle() {
        FoldedUpTo folded = new FoldedUpTo(admin, GROUP);
        writer.flush();
        topics.catchUp();
        folded.await(topics.inputs());
        folded.awaitNothingOpen(topics.partitions());
    }

    private Settings settings(String stateDir) {
        return cluster.settings(stateDir(stateDir), Map.of());
    }

    private Map<String, String> flagsOfOneThatCommitsRarely() {
        Map<String, String> flags = new HashMap<>(cluster.flags(stateDir("newer")));
        flags.put(SettingNames.COMMIT_INTERVAL_MS, "60000");
        flags.put(SettingNames.TRANSACTION_TIMEOUT_MS, "300000");
        return flags;
    }

    private Path stateDir(String name) {
        return folder.path().resolve(name);
    }
}
