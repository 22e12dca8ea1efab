package io.sessionfold.tests.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.app.EngineVerification.Question;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of a real broker, verified beside a running engine, and tampered with over the wire and in its files. */
final class TamperedBrokerTest {

    private static final int SESSIONS = 40;
    private static final String CHANGELOG = "sessionfold-" + StoreNames.SESSIONS + "-changelog";

    @TempDir
    Path folder;

    @Test
    @DisplayName("INV-44: what somebody writes into the topics beside the engine is found, each thing by its name")
    void whatIsWrittenBesideTheEngineIsFound() throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            Engine engine = folded(cluster);
            assertThat(verified(cluster).findings())
                    .as("beside the running engine")
                    .isEmpty();
            engine.close();
            assertThat(verified(cluster).findings()).as("after it").isEmpty();

            ConsumerRecord<byte[], byte[]> state = last(cluster, CHANGELOG);
            ConsumerRecord<byte[], byte[]> outcome = last(cluster, Topics.RUN_OUTCOMES);
            write(cluster, CHANGELOG, state.partition(), "acme/forged".getBytes(UTF_8), state.value());
            write(cluster, Topics.RUN_OUTCOMES, outcome.partition(), outcome.key(), outcome.value());

            Report report = verified(cluster);
            assertThat(report.counts()).containsEntry(Kind.STATE_UNEXPECTED, 1L).containsEntry(Kind.RECORD_DOUBLED, 1L);
            Finding doubled = finding(report, Kind.RECORD_DOUBLED);
            assertThat(doubled.session()).isEqualTo(new String(outcome.key(), UTF_8));
            assertThat(finding(report, Kind.STATE_UNEXPECTED).session()).isEqualTo("acme/forged");
        }
    }

    @Test
    @DisplayName("INV-45: what somebody changes in the broker's files, with right checksums, is found")
    void whatIsChangedInTheFilesIsFound() throws Exception {
        ConsumerRecord<byte[], byte[]> event;
        ConsumerRecord<byte[], byte[]> outcome;
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            folded(cluster).close();
            event = last(cluster, Topics.EVENTS);
            outcome = first(cluster, Topics.RUN_OUTCOMES);
        }
        SegmentFile.of(folder, new TopicPartition(Topics.RUN_OUTCOMES, outcome.partition()))
                .drop(outcome.offset());
        SegmentFile.of(folder, new TopicPartition(Topics.EVENTS, event.partition()))
                .change(event.offset(), value -> {
                    value[value.length - 1] ^= 0x01;
                    return value;
                });

        try (EngineCluster cluster = EngineCluster.start(folder)) {
            Report report = verified(cluster);
            Finding missing = finding(report, Kind.RECORD_MISSING);
            assertThat(missing.where()).isEqualTo(Topics.RUN_OUTCOMES);
            assertThat(missing.session()).isEqualTo(new String(outcome.key(), UTF_8));
            assertThat(report.findings()).anySatisfy(finding -> {
                assertThat(finding.session()).isEqualTo(new String(event.key(), UTF_8));
                assertThat(finding.event()).isEqualTo(new Position(Topics.EVENTS, event.partition(), event.offset()));
            });
        }
    }

    private static Engine folded(EngineCluster cluster) throws Exception {
        Engine engine = cluster.startEngine("one", Map.of("commit.interval.ms", "50"));
        new ChatTraffic(cluster).write(0, SESSIONS);
        cluster.flush();
        EngineCounts.await(List.of(engine), counts -> counts.get(Count.READ) == (long) SESSIONS * ChatTraffic.EVENTS);
        return engine;
    }

    private static Report verified(EngineCluster cluster) {
        return new EngineVerification(cluster.settings("auditor", Map.of())).run(Question.EVERYTHING);
    }

    private static Finding finding(Report report, Kind kind) {
        return report.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected " + kind + ", but found " + report.findings()));
    }

    private static ConsumerRecord<byte[], byte[]> first(EngineCluster cluster, String topic) {
        return records(cluster, topic).get(0);
    }

    private static ConsumerRecord<byte[], byte[]> last(EngineCluster cluster, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = records(cluster, topic);
        return records.get(records.size() - 1);
    }

    /** The records of the first partition that has any. */
    private static List<ConsumerRecord<byte[], byte[]>> records(EngineCluster cluster, String topic) {
        try (Logs logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (TopicPartition partition : logs.partitions(topic)) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                try (Cursor cursor =
                        logs.open(partition, 0, logs.span(partition).to())) {
                    for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                        records.add(next);
                    }
                }
                if (!records.isEmpty()) {
                    return records;
                }
            }
        }
        throw new AssertionError("Expected records in " + topic + ", but there were none");
    }

    private static void write(EngineCluster cluster, String topic, int partition, byte[] key, byte[] value)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
        }
    }
}
