package io.sessionfold.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DeadLetter;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bad input on the topology without a broker. */
final class BadInputTest {

    private static final long NOW_MS = Day.FIRST.startMs();
    private static final int KEPT_BYTES_MAX = 64 * 1024;

    private final TopologyHarness harness = new TopologyHarness(new MovedClock(NOW_MS), 1, false);
    private final BadRecords records = new BadRecords(harness.registry(), "acme");
    private final ContractReaders readers = new ContractReaders(harness.schemas());

    @AfterEach
    void closeTheHarness() {
        harness.close();
    }

    @Test
    @DisplayName(
            "INV-37, INV-46: what is no event, or contradicts its key, becomes a dead letter with its code and position, and the stream goes on")
    void whatIsNoEventBecomesADeadLetter() {
        long offset = 0;
        for (BadRecord bad : records.small()) {
            harness.pipe(bad.key(), bad.value(), new RecordHeaders(), NOW_MS);
            DeadLetter letter = onlyDeadLetter();
            assertThat(letter.getCode()).as("code of %s", bad).isEqualTo(bad.code());
            assertThat(letter.getPosition().getOffset()).as("offset of %s", bad).isEqualTo(offset++);
            assertThat(letter.getSizeBytes()).isEqualTo(bad.value() == null ? 0 : bad.value().length);
            assertThat(letter.getSha256().array()).isEqualTo(sha256(bad.value()));
        }
        assertThat(counts().get(Count.DEAD_LETTERED)).isEqualTo(offset);
        assertThat(counts().missing()).isZero();
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-47: undecodable bytes never quarantine: one garbage record may not lock a session")
    void garbageQuarantinesNothing() {
        records.small().forEach(bad -> harness.pipe(bad.key(), bad.value(), new RecordHeaders(), NOW_MS));
        assertThat(counts().get(Count.QUARANTINED)).isZero();
        assertThat(counts().get(Count.PARKED)).isZero();
        harness.read(Topics.DEAD_LETTERS);
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-46: an event of 2 MiB becomes a dead letter that keeps its beginning")
    void anEventThatIsTooLargeBecomesADeadLetter() {
        BadRecord large = records.large();
        harness.pipe(large.key(), large.value(), new RecordHeaders(), NOW_MS);
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.getCode()).isEqualTo(large.code());
        assertThat(letter.getValue().remaining()).isLessThanOrEqualTo(KEPT_BYTES_MAX);
        assertThat(letter.getSha256().array()).isEqualTo(sha256(large.value()));
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-46: an event just under the broker's limit is refused, not lost")
    void anEventJustUnderTheLimitIsRefused() {
        harness.pipe(key("acme/s-1"), records.justUnderTheLimit(), new RecordHeaders(), NOW_MS);
        RejectedEvent refused = readers.rejection(only(Topics.REJECTED_EVENTS));
        assertThat(refused.getReason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
        assertThat(refused.getDetail()).contains("name");
        assertTheStreamGoesOn();
    }

    @Test
    @DisplayName("INV-37: a record on the wrong partition is sent to the right one, once")
    void aRecordOnTheWrongPartitionIsSentToTheRightOne() {
        try (TopologyHarness four = new TopologyHarness(new MovedClock(NOW_MS), 4, false)) {
            BadRecords here = new BadRecords(four.registry(), "acme");
            byte[] key = keyThatIsNotOfPartitionZero();
            byte[] value = here.eventOf(new String(key, StandardCharsets.UTF_8).substring("acme/".length()));
            four.pipe(key, value, new RecordHeaders(), NOW_MS);
            List<TestRecord<byte[], byte[]>> rerouted = four.read(Topics.EVENTS);
            assertThat(rerouted).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo(key);
                assertThat(record.value()).isEqualTo(value);
                assertThat(new String(
                                record.headers()
                                        .lastHeader("sessionfold-rerouted-from")
                                        .value(),
                                StandardCharsets.UTF_8))
                        .isEqualTo("sessionfold.events-0@0");
            });
            // Here there is one partition only, so the record comes back to the wrong one: it may not go round for
            // ever.
            assertThat(new ContractReaders(four.schemas())
                            .deadLetter(four.read(Topics.DEAD_LETTERS).get(0).value())
                            .getDetail())
                    .contains("re-routed");
        }
    }

    private void assertTheStreamGoesOn() {
        long applied = counts().get(Count.APPLIED);
        harness.pipe(key("acme/s-9"), records.creationOf("s-9"), new RecordHeaders(), NOW_MS);
        assertThat(counts().get(Count.APPLIED)).isEqualTo(applied + 1);
        assertThat(counts().missing()).isZero();
    }

    private DeadLetter onlyDeadLetter() {
        return readers.deadLetter(only(Topics.DEAD_LETTERS));
    }

    private byte[] only(String topic) {
        List<TestRecord<byte[], byte[]>> out = harness.read(topic);
        assertThat(out).as(topic).hasSize(1);
        return out.get(0).value();
    }

    private ProgressCounts counts() {
        KeyValueStore<Bytes, byte[]> store = harness.driver().getKeyValueStore(StoreNames.PROGRESS);
        byte[] counts = store.get(Bytes.wrap(key("0")));
        return counts == null ? new ProgressCounts() : ProgressCounts.of(counts);
    }

    private static byte[] keyThatIsNotOfPartitionZero() {
        for (int i = 0; ; i++) {
            byte[] key = key("acme/s-" + i);
            if (BuiltInPartitioner.partitionForKey(key, 4) != 0) {
                return key;
            }
        }
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte @Nullable [] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
