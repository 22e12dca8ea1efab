package io.sessionfold.tests.workers;

import static io.sessionfold.tests.workers.WorkerRecords.bytes;
import static io.sessionfold.tests.workers.WorkerRecords.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.tests.wire.ContractReaders;
import io.sessionfold.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bad input on the topic of worker events: visible, counted, and nothing stops. */
final class WorkerInputTest {

    private static final long NOW_MS = Day.FIRST.startMs();
    private static final int NO_SUCH_SCHEMA = 999_999;

    private final TopologyHarness harness = new TopologyHarness(new MovedClock(NOW_MS), 1, false);
    private final WorkerRecords records = new WorkerRecords(harness.registry());
    private final ContractReaders readers = new ContractReaders(harness.schemas());

    @AfterEach
    void closeTheHarness() {
        harness.close();
    }

    @Test
    @DisplayName("INV-46: what is no worker event becomes a dead letter with its code and position")
    void whatIsNoWorkerEventBecomesADeadLetter() {
        byte[] event = records.started("d-1", "w-1");
        becomes(DeadLetterCode.UNDECODABLE, key("d-1"), bytes("not Avro"));
        becomes(DeadLetterCode.UNDECODABLE, key("d-1"), null);
        becomes(DeadLetterCode.UNDECODABLE, key("d-1"), Arrays.copyOf(event, 12));
        becomes(DeadLetterCode.UNKNOWN_SCHEMA, key("d-1"), WireFormat.frame(NO_SUCH_SCHEMA, new byte[] {1}));
        becomes(DeadLetterCode.INVALID_KEY, null, event);
        becomes(DeadLetterCode.INVALID_KEY, bytes("d-1"), event);
        becomes(DeadLetterCode.INVALID_KEY, bytes("acme/d/1"), event);
        becomes(DeadLetterCode.TOO_LARGE, key("d-1"), records.died("d-1", "w-1", "x".repeat(2 * 1024 * 1024)));
        assertThat(counts().get(Count.DEAD_LETTERED)).isEqualTo(8);
        assertThat(counts().missing()).isZero();
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-37: a worker event under another tenant's or deployment's key becomes a dead letter")
    void aWorkerEventUnderAnothersKeyBecomesADeadLetter() {
        byte[] event = records.died("d-1", "w-1", null);
        assertThat(becomes(DeadLetterCode.KEY_MISMATCH, bytes("other/d-1"), event)
                        .getDetail())
                .isEqualTo("Expected the envelope to be about 'other/d-1' as its key says, but it was about another"
                        + " deployment (sessionfold.worker-events-0@0)");
        becomes(DeadLetterCode.KEY_MISMATCH, key("d-2"), event);
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-37: a worker event on the wrong partition is sent to the right one, once")
    void aWorkerEventOnTheWrongPartitionIsSentToTheRightOne() {
        try (TopologyHarness four = new TopologyHarness(new MovedClock(NOW_MS), 4, false)) {
            String deploymentId = deploymentThatIsNotOnPartitionZero();
            byte[] event = new WorkerRecords(four.registry()).died(deploymentId, "w-1", null);
            four.pipeWorkerEvent(key(deploymentId), event, new RecordHeaders(), NOW_MS);
            assertThat(four.read(Topics.WORKER_EVENTS)).singleElement().satisfies(record -> {
                assertThat(record.value()).isEqualTo(event);
                assertThat(record.headers()
                                .lastHeader("sessionfold-rerouted-from")
                                .value())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("sessionfold.worker-events-0@0");
            });
            // Here there is one partition only, so that it comes back to the wrong one.
            assertThat(new ContractReaders(four.schemas())
                            .deadLetter(four.read(Topics.DEAD_LETTERS).get(0).value())
                            .getDetail())
                    .contains("re-routed");
        }
    }

    @Test
    @DisplayName("INV-46: a stray's headers stay behind, however many a producer's compression let through")
    void aStraysHeadersStayBehind() {
        try (TopologyHarness four = new TopologyHarness(new MovedClock(NOW_MS), 4, false)) {
            String deploymentId = deploymentThatIsNotOnPartitionZero();
            byte[] event = new WorkerRecords(four.registry()).died(deploymentId, "w-1", null);
            RecordHeaders large = new RecordHeaders();
            large.add("notes", new byte[3 * 1024 * 1024]);
            four.pipeWorkerEvent(key(deploymentId), event, large, NOW_MS);
            assertThat(four.read(Topics.WORKER_EVENTS))
                    .singleElement()
                    .satisfies(record -> assertThat(record.headers())
                            .extracting(Header::key)
                            .containsExactly("sessionfold-rerouted-from"));
        }
    }

    @Test
    @DisplayName("INV-46, INV-48: an unknown payload in an envelope that is not of our form becomes a dead letter")
    void anUnknownPayloadInAStrangeEnvelopeBecomesADeadLetter() {
        DeadLetter letter = becomes(DeadLetterCode.UNDECODABLE, key("d-1"), records.strange("d-1"));
        assertThat(letter.getDetail()).contains("WorkerPaused").contains("(sessionfold.worker-events-0@0)");
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-46: a worker event over a limit is refused under its deployment's key, with what was expected")
    void aWorkerEventOverALimitIsRefused() {
        harness.pipeWorkerEvent(key("d-1"), records.started("d-1", "w".repeat(129)), new RecordHeaders(), NOW_MS);
        TestRecord<byte[], byte[]> record = only(Topics.REJECTED_EVENTS);
        RejectedEvent refused = readers.rejection(record.value());
        assertThat(record.key()).isEqualTo(key("d-1"));
        assertThat(refused.getReason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
        assertThat(refused.getEventType()).isEqualTo("WorkerStarted");
        assertThat(refused.getPosition().getTopic()).isEqualTo("sessionfold.worker-events");
        assertThat(refused.getDetail())
                .isEqualTo("Expected workerId to have at most 128 bytes, but it had 129"
                        + " (sessionfold.worker-events-0@0)");
        assertThat(counts().refused()).isEqualTo(1);
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName(
            "INV-46: a run that is registered by hand for a session that is not there fails visibly, and nothing else")
    void aRunOfNoSessionFailsVisibly() {
        harness.pipeWorkerEvent(key("d-1"), records.registered("d-1", "nobody", "r-1"), new RecordHeaders(), NOW_MS);
        harness.pipeWorkerEvent(key("d-1"), records.died("d-1", "w-1", null), new RecordHeaders(), NOW_MS);
        TestRecord<byte[], byte[]> record = only(Topics.REJECTED_EVENTS);
        assertThat(record.key()).isEqualTo(bytes("acme/nobody"));
        assertThat(readers.rejection(record.value()).getReason()).isEqualTo(RejectionReason.UNKNOWN_SESSION);
        assertThat(harness.read(Topics.RUN_OUTCOMES)).isEmpty();
    }

    @Test
    void whatIsOverTakesNoRoom() {
        harness.pipeWorkerEvent(key("d-1"), records.registered("d-1", "s-1", "r-1"), new RecordHeaders(), NOW_MS);
        KeyValueStore<Bytes, byte[]> deployments = harness.driver().getKeyValueStore(StoreNames.DEPLOYMENTS);
        assertThat(deployments.get(Bytes.wrap(key("d-1")))).isNotNull();
        harness.pipeWorkerEvent(key("d-1"), records.released("d-1", "s-1", "r-1"), new RecordHeaders(), NOW_MS);
        assertThat(deployments.get(Bytes.wrap(key("d-1")))).isNull();
    }

    private DeadLetter becomes(DeadLetterCode code, byte @Nullable [] key, byte @Nullable [] value) {
        long offset = counts().get(Count.READ);
        harness.pipeWorkerEvent(key, value, new RecordHeaders(), NOW_MS);
        DeadLetter letter = readers.deadLetter(only(Topics.DEAD_LETTERS).value());
        assertThat(letter.getCode()).isEqualTo(code);
        assertThat(letter.getPosition().getTopic()).isEqualTo("sessionfold.worker-events");
        assertThat(letter.getPosition().getOffset()).isEqualTo(offset);
        return letter;
    }

    private void assertTheStreamGoesOn() {
        long applied = counts().get(Count.APPLIED);
        harness.pipeWorkerEvent(key("d-9"), records.started("d-9", "w-9"), new RecordHeaders(), NOW_MS);
        assertThat(counts().get(Count.APPLIED)).isEqualTo(applied + 1);
        assertThat(counts().missing()).isZero();
    }

    private TestRecord<byte[], byte[]> only(String topic) {
        List<TestRecord<byte[], byte[]>> out = harness.read(topic);
        assertThat(out).as(topic).hasSize(1);
        return out.get(0);
    }

    private ProgressCounts counts() {
        KeyValueStore<Bytes, byte[]> store = harness.driver().getKeyValueStore(StoreNames.WORKER_PROGRESS);
        byte[] counts = store.get(Bytes.wrap(bytes("0")));
        return counts == null ? new ProgressCounts() : ProgressCounts.of(counts);
    }

    private static String deploymentThatIsNotOnPartitionZero() {
        for (int i = 0; ; i++) {
            if (BuiltInPartitioner.partitionForKey(key("d-" + i), 4) != 0) {
                return "d-" + i;
            }
        }
    }
}
