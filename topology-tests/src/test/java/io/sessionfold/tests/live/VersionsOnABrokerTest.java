package io.sessionfold.tests.live;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.live.DayCluster.DAY;
import static io.sessionfold.tests.live.DayCluster.GROUP;
import static io.sessionfold.tests.live.DayCluster.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.app.FoldVersionWriter;
import io.sessionfold.engine.app.StartException;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.versions.ImpatientFold;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two fold versions in one log on a broker, from the engine that knows one of them to the one that knows both. */
final class VersionsOnABrokerTest {

    private static final int SESSIONS = 20;

    private DayCluster cluster;

    @BeforeEach
    void startTheCluster() {
        cluster = new DayCluster();
    }

    @AfterEach
    void closeTheCluster() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "INV-7, INV-44: each event is folded with the version in force where it stands, over a kill and a restore, and an engine that does not know it folds nothing")
    void twoVersionsInOneLog() {
        try (LiveEngine older = cluster.startEngine("older")) {
            everySession(session("s").withErrorGraceMs(15_000));
            failRun("r-1");
            cluster.settle();
            assertThat(outcomes()).as("errors in their grace").isEmpty();

            FoldVersionWriter.Begun begun =
                    FoldVersionWriter.begin(cluster.settings("older"), ImpatientFold.TWO, 2, cluster.clock());
            assertThat(begun.inForce()).isEqualTo(2);
            assertThat(begun.at()).extracting(Position::partition).containsExactly(0, 1);
            failRun("r-2");
            cluster.writer().flush();
            Awaitility.await("the older engine stops")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> older.engine().streams().state() == KafkaStreams.State.ERROR);
        }
        assertThat(outcomes())
                .as("what the older engine folded behind the beginning")
                .isEmpty();
        assertThatThrownBy(() -> cluster.startEngine("older"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Expected fold version 2 or newer, as sessionfold.meta pins");

        SortedMap<String, String> folded = new FoldedLog(cluster.bootstrapServers(), cluster.schemas()).states(TENANT);
        try (EngineProcess doomed =
                EngineProcess.start(2, DAY.startMs(), TENANT, cluster.flagsOfOneThatCommitsRarely("newer"))) {
            Awaitility.await("every event is folded, and none committed")
                    .atMost(LiveEngine.PATIENCE)
                    .until(() -> doomed.look().equals(folded));
        }
        assertThat(outcomes()).as("committed outcomes").isEmpty();

        try (LiveEngine newer = LiveEngine.start(cluster.settings("newer"), cluster.clock(), ImpatientFold.TWO)) {
            cluster.settle();
            assertThat(newer.sessionBytes(TENANT)).isEqualTo(folded);
            assertThat(outcomes()).isEqualTo(everyRun("r-2"));
            assertThat(newer.counts().foldVersion()).isEqualTo(2);
            assertThat(newer.counts().missing()).isZero();
        }
        failRun("r-3");
        try (LiveEngine restored = LiveEngine.start(cluster.settings("restored"), cluster.clock(), ImpatientFold.TWO)) {
            cluster.settle();
            assertThat(restored.sessionBytes(TENANT))
                    .isEqualTo(new FoldedLog(cluster.bootstrapServers(), cluster.schemas()).states(TENANT));
            assertThat(outcomes()).containsAllEntriesOf(everyRun("r-3")).hasSize(2 * SESSIONS);
        }
    }

    @Test
    void aVersionThatHasBegunBeginsNoSecondTimeAndThereIsNoWayBack() {
        TopicSetup.ensure(cluster.settings("any"));

        assertThatThrownBy(
                        () -> FoldVersionWriter.begin(cluster.settings("any"), FoldVersions.KNOWN, 2, cluster.clock()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("which this release knows, but it was 2");
        assertThat(begin(2).at()).hasSize(DayCluster.PARTITIONS);
        assertThat(begin(2)).isEqualTo(new FoldVersionWriter.Begun(2, List.of()));
        assertThat(begin(1)).isEqualTo(new FoldVersionWriter.Begun(2, List.of()));

        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    @Test
    void aWriterThatDiesHalfwayBeginsNothing() {
        Settings settings = cluster.settings("any");
        TopicSetup.ensure(settings);
        Map<String, Object> config =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", GROUP + "-fold-version");
        KafkaProducer<byte[], byte[]> dying =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            dying.initTransactions();
            dying.beginTransaction();
            LifecycleEvent half = DayCluster.event(
                    VersionFold.TENANT, "fold-version-0/half", "fold-version-0", new FoldVersionBegun(2));
            Future<RecordMetadata> unused = dying.send(new ProducerRecord<>(
                    Topics.EVENTS,
                    "sessionfold/fold-version-0".getBytes(StandardCharsets.UTF_8),
                    new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, cluster.registry(), true).write(half)));
            dying.flush();

            assertThat(TopicSetup.ensure(settings).pin().foldVersion()).isEqualTo(1);
            assertThat(begin(2).at()).hasSize(DayCluster.PARTITIONS);
        } finally {
            dying.close(Duration.ZERO);
        }
        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    @Test
    void twoThatBeginAtOnceBeginOnce() {
        TopicSetup.ensure(cluster.settings("any"));

        List<FoldVersionWriter.Begun> begun =
                Stream.of(1, 2).parallel().map(one -> begin(2)).toList();

        assertThat(begun).extracting(FoldVersionWriter.Begun::inForce).containsExactly(2, 2);
        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    @Test
    void aNewClusterBeginsInTheNewestVersion() {
        try (LiveEngine engine = LiveEngine.start(cluster.settings("first"), cluster.clock(), ImpatientFold.TWO)) {
            everySession(session("s").withErrorGraceMs(15_000));
            failRun("r-1");
            cluster.settle();
            assertThat(outcomes()).isEqualTo(everyRun("r-1"));
            assertThat(engine.counts().foldVersion()).isEqualTo(2);
        }
        assertThat(beginnings()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThatThrownBy(() -> TopicSetup.ensure(cluster.settings("older")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Expected fold version 2 or newer");
    }

    private FoldVersionWriter.Begun begin(int version) {
        return FoldVersionWriter.begin(cluster.settings("any"), ImpatientFold.TWO, version, cluster.clock());
    }

    /** How many beginnings stand on each partition. */
    private Map<Integer, Long> beginnings() {
        cluster.topics().catchUp();
        return cluster.topics().of(VersionFold.TENANT).log().stream()
                .map(LogEntry::event)
                .collect(Collectors.groupingBy(event -> event.position().partition(), Collectors.counting()));
    }

    private Map<String, Long> outcomes() {
        cluster.topics().catchUp();
        return cluster.topics().of(TENANT).outputs().outcomes().stream()
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
            cluster.write(
                    key + "/" + event.event().text(),
                    key,
                    event.event().payload().apply(DAY));
        }
    }
}
