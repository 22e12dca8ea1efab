package io.sessionfold.tests.applications;

import static io.sessionfold.tests.applications.ApplicationEvents.installed;
import static io.sessionfold.tests.applications.ApplicationEvents.key;
import static io.sessionfold.tests.applications.ApplicationEvents.reported;
import static io.sessionfold.tests.applications.ApplicationEvents.requested;
import static io.sessionfold.tests.applications.ApplicationEvents.synced;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.query.LocalApplications;
import io.sessionfold.engine.query.ProgressQuery;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.StreamsStores;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.faults.CommittedRecords;
import io.sessionfold.tests.faults.EngineCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an application on a broker, over two instances of which the second has nothing but the changelogs. */
final class ApplicationsOnABrokerTest {

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private ApplicationEvents events;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        cluster = EngineCluster.start(folder);
        events = new ApplicationEvents(cluster.registry());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        cluster.close();
    }

    @Test
    @DisplayName(
            "INV-30: what is known of an application, and what is waited for, is there after a restart without files")
    void anApplicationSurvivesTheLossOfItsFiles() throws Exception {
        try (CommittedRecords<ApplicationRow> rows =
                        new CommittedRecords<>(cluster, Topics.APPLICATIONS_CHANGED, ApplicationRow.class);
                CommittedRecords<SessionCommand> commands =
                        new CommittedRecords<>(cluster, Topics.SESSION_COMMANDS, SessionCommand.class);
                CommittedRecords<RejectedEvent> rejections =
                        new CommittedRecords<>(cluster, Topics.REJECTED_EVENTS, RejectedEvent.class)) {
            Engine first = cluster.startEngine("first", Map.of());
            send(null, "e-1", requested("Notebook", "kind: Chart"));
            send(null, "e-2", reported(ApplicationStatus.INSTALLED, false, "ready"));
            rows.until(seen -> seen.size() >= 2);
            first.close();

            Engine second = cluster.startEngine("second", Map.of());
            send(null, "e-1", requested("Notebook", "kind: Chart"));
            send(null, "e-3", reported(ApplicationStatus.FAILED, false, ""));
            send(null, "e-4", installed("kind: Rendered", new byte[] {1, 2, 3}));
            send(null, "e-5", synced());

            assertThat(commands.until(seen -> seen.size() >= 2))
                    .extracting(SessionCommand::getCommandId)
                    .containsExactly("e-1:INSTALL_APPLICATION", "e-5:INSTALL_APPLICATION");
            assertThat(rows.until(seen -> seen.size() >= 4))
                    .extracting(row -> row.getStateVersion() + " " + row.getStatus() + " " + row.getAwaitedReports())
                    .containsExactly("1 PENDING 0", "2 PENDING 1", "3 PENDING 2", "4 INSTALLED 0");
            assertThat(rows.values()).last().satisfies(row -> {
                assertThat(row.getName()).isEqualTo("Notebook");
                assertThat(row.getIcon().remaining()).isEqualTo(3);
            });
            assertThat(rejections.until(seen -> !seen.isEmpty()))
                    .singleElement()
                    .satisfies(refused -> {
                        assertThat(refused.getReason()).isEqualTo(RejectionReason.DUPLICATE);
                        assertThat(refused.getFirstDecision()).isEqualTo("APPLIED");
                    });
            assertThat(new LocalApplications(new StreamsStores(second.streams(), second.partitions()))
                            .find(new ApplicationKey("acme", "notebook"))
                            .map(row -> row.body().status()))
                    .isEqualTo(new QueryResult.Found<>(io.sessionfold.engine.application.ApplicationStatus.INSTALLED));
        }
    }

    @Test
    @DisplayName("INV-37: an application event on the wrong partition is folded on the right one, once")
    void anEventOnTheWrongPartitionIsFoldedOnTheRightOne() throws Exception {
        int home = BuiltInPartitioner.partitionForKey(key("notebook"), EngineCluster.PARTITIONS);
        cluster.startEngine("only", Map.of());
        send((home + 1) % EngineCluster.PARTITIONS, "e-1", requested("Notebook", "kind: Chart"));

        try (CommittedRecords<ApplicationRow> rows =
                new CommittedRecords<>(cluster, Topics.APPLICATIONS_CHANGED, ApplicationRow.class)) {
            assertThat(rows.until(seen -> !seen.isEmpty()))
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row.getPosition().getPartition()).isEqualTo(home));
        }
    }

    @Test
    @DisplayName(
            "INV-46: a stray with more headers than the engine could write again goes to its partition without them")
    void aStrayWithManyHeadersStopsNothing() throws Exception {
        int home = BuiltInPartitioner.partitionForKey(key("notebook"), EngineCluster.PARTITIONS);
        Engine engine = cluster.startEngine("only", Map.of());
        try (KafkaProducer<byte[], byte[]> compressing = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "compression.type",
                        "lz4",
                        "max.request.size",
                        8 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> stray = new ProducerRecord<>(
                    Topics.APPLICATION_EVENTS,
                    (home + 1) % EngineCluster.PARTITIONS,
                    key("notebook"),
                    events.framed("e-1", "notebook", requested("Notebook", "kind: Chart")));
            stray.headers().add("notes", new byte[3 * 1024 * 1024]);
            compressing.send(stray).get();
        }

        try (CommittedRecords<ApplicationRow> rows =
                new CommittedRecords<>(cluster, Topics.APPLICATIONS_CHANGED, ApplicationRow.class)) {
            assertThat(rows.until(seen -> !seen.isEmpty())).hasSize(1);
        }
        ProgressQuery progress = Objects.requireNonNull(new StreamsStores(engine.streams(), engine.partitions())
                .progressByTopic()
                .get(Topics.APPLICATION_EVENTS));
        assertThat(progress.total().map(counts -> counts.get(Count.REROUTED) + " of " + counts.get(Count.READ)))
                .isEqualTo(new QueryResult.Found<>("1 of 2"));
    }

    private void send(@Nullable Integer partition, String eventId, Object payload) throws Exception {
        byte[] value = events.framed(eventId, "notebook", payload);
        producer.send(new ProducerRecord<>(Topics.APPLICATION_EVENTS, partition, key("notebook"), value))
                .get();
    }
}
