package io.sessionfold.tests.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.replay.MemoryLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer wrote events of a session to a partition that is not its own; the engine sent them on. */
final class TamperedReroutingTest {

    private static final int SESSIONS = 6;
    private static final String STRAYED = "strayed";
    private static final byte[] KEY = (ChatTraffic.TENANT + '/' + STRAYED).getBytes(UTF_8);
    private static final int HOME = BuiltInPartitioner.partitionForKey(KEY, EngineCluster.PARTITIONS);

    private static EngineCluster cluster;
    private static CopiedTopics honest;

    private CopiedTopics topics;

    @BeforeEach
    void copy() {
        topics = honest.again();
    }

    @BeforeAll
    static void fold(@TempDir Path folder) throws Exception {
        cluster = EngineCluster.start(folder);
        Engine engine = cluster.startEngine("one", Map.of("commit.interval.ms", "50"));
        new ChatTraffic(cluster).write(0, SESSIONS);
        for (int step = 0; step < ChatTraffic.EVENTS; step++) {
            int elsewhere = (HOME + 1) % EngineCluster.PARTITIONS;
            cluster.send(elsewhere, KEY, cluster.framed(ChatTraffic.event(STRAYED, step)));
        }
        cluster.flush();
        long reads = (SESSIONS + 2L) * ChatTraffic.EVENTS;
        EngineCounts.await(List.of(engine), counts -> counts.get(Count.READ) == reads);
        engine.close();
        honest = CopiedTopics.of(cluster);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("INV-44, INV-46: records that were sent on to their own partition follow from the log")
    void whatWasSentOnFollowsFromTheLog() {
        Report report = topics.verified(FoldVersions.KNOWN);
        assertThat(report.findings()).isEmpty();
        assertThat(rerouted()).hasSize(ChatTraffic.EVENTS);
        assertThat(report.compared().same().get("records between partitions"))
                .isGreaterThanOrEqualTo((long) ChatTraffic.EVENTS);
    }

    @Test
    @DisplayName("INV-44: a record that was sent on and taken away where it arrived is missed")
    void aDroppedOneIsMissed() {
        tamper(3, record -> List.of());
        assertThat(found(Kind.RECORD_MISSING)).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.session()).isEqualTo(new String(KEY, UTF_8));
            assertThat(finding.where()).isIn(Topics.EVENTS, Topics.SESSIONS_CHANGED, Topics.RUN_OUTCOMES);
        });
        assertThat(found(Kind.RECORD_MISSING))
                .anySatisfy(finding -> assertThat(finding.expected()).contains("the re-routed event in"));
    }

    @Test
    @DisplayName("INV-44: a record that was changed where it arrived is found, at the position where it stands")
    void aChangedOneIsFound() {
        ConsumerRecord<byte[], byte[]> target = rerouted().get(2);
        tamper(2, record -> {
            byte[] value = record.value().clone();
            value[value.length - 1] ^= 1;
            return List.of(with(record, value));
        });
        assertThat(found(Kind.RECORD_CHANGED)).anySatisfy(finding -> {
            assertThat(finding.where()).isEqualTo(Topics.EVENTS);
            assertThat(requireNonNull(finding.found(), "found").offset()).isEqualTo(target.offset());
        });
    }

    @Test
    @DisplayName("INV-44: a record that was sent on twice is found")
    void aDoubledOneIsFound() {
        ConsumerRecord<byte[], byte[]> last = rerouted().get(ChatTraffic.EVENTS - 1);
        topics.logs().add(at(last, last.offset() + 1, last.value()));
        assertThat(found(Kind.RECORD_DOUBLED))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo(Topics.EVENTS));
    }

    @Test
    @DisplayName("INV-44: two records that arrived in another order than they were sent on are found")
    void swappedOnesAreFound() {
        ConsumerRecord<byte[], byte[]> first = rerouted().get(2);
        ConsumerRecord<byte[], byte[]> second = rerouted().get(3);
        tamper(2, record -> List.of(at(second, first.offset(), second.value())));
        tamper(3, record -> List.of(at(first, second.offset(), first.value())));
        assertThat(found(Kind.RECORDS_SWAPPED))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo(Topics.EVENTS));
    }

    @Test
    @DisplayName("INV-44: a record that says it was sent on, and was not, is found")
    void anInventedOneIsFound() {
        ConsumerRecord<byte[], byte[]> last = rerouted().get(ChatTraffic.EVENTS - 1);
        ConsumerRecord<byte[], byte[]> forged =
                MemoryLogs.record(last.topic(), HOME, last.offset() + 1, last.timestamp(), KEY, last.value());
        forged.headers().add(Intake.REROUTED_HEADER, "sessionfold.events-0@4711".getBytes(UTF_8));
        topics.logs().add(forged);
        assertThat(found(Kind.RECORD_UNEXPECTED))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo(Topics.EVENTS));
    }

    private List<Finding> found(Kind kind) {
        return topics.verified(FoldVersions.KNOWN).findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    /** Those that arrived at home, in the order in which they did. */
    private List<ConsumerRecord<byte[], byte[]>> rerouted() {
        return topics.records(Topics.EVENTS).stream()
                .filter(record -> record.headers().lastHeader(Intake.REROUTED_HEADER) != null)
                .toList();
    }

    private void tamper(
            int number, Function<ConsumerRecord<byte[], byte[]>, List<ConsumerRecord<byte[], byte[]>>> change) {
        topics.logs().tamper(Topics.EVENTS, HOME, rerouted().get(number).offset(), change);
    }

    private static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, byte[] value) {
        return at(record, record.offset(), value);
    }

    /** The same record at another place, with its headers. */
    private static ConsumerRecord<byte[], byte[]> at(ConsumerRecord<byte[], byte[]> record, long offset, byte[] value) {
        ConsumerRecord<byte[], byte[]> moved =
                MemoryLogs.record(record.topic(), record.partition(), offset, record.timestamp(), record.key(), value);
        record.headers().forEach(header -> moved.headers().add(header));
        return moved;
    }
}
