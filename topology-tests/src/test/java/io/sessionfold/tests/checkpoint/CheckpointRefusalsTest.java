package io.sessionfold.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointException;
import io.sessionfold.engine.checkpoint.CheckpointOrigin;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointWriter;
import io.sessionfold.engine.checkpoint.Checkpoints;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A checkpoint that is not whole, not of this log, or not readable here is worth nothing, and it is said why. */
final class CheckpointRefusalsTest {

    private static final TopicPartition SECOND = new TopicPartition(Topics.CHECKPOINTS, 1);

    /** Bytes are changed at so many places apart; a prime, so that records of one shape are changed everywhere. */
    private static final int STRIDE = 7;

    private final CheckpointedLog log = CheckpointedLog.played();

    @Test
    void aCheckpointSaysOfWhatItIs() {
        log.checkpoint("c-1", 10, 12);

        Checkpoint found = read().named("c-1");

        assertThat(found.origin().log()).isEqualTo("memory/sessionfold.events");
        assertThat(found.places()).extracting(CheckpointPlace::next).containsExactly(10L, 12L);
        assertThat(found.place(1).cursors())
                .containsExactly(new OutputCursor(Topics.SESSIONS_CHANGED, Topics.EVENTS, 7));
        assertThat(found.place(1).counts().get(ProgressCounts.Count.READ)).isEqualTo(12);
        assertThat(read().warnings()).isEmpty();
    }

    @Test
    void oneWithoutItsEndIsHalfWritten() {
        log.checkpoint("c-1", 10, 12);
        removeLast(log.logs().list(SECOND));

        refused(
                "Expected the checkpoint c-1 on sessionfold.checkpoints-1 to have an end, but it has none: it is half-written");
    }

    @Test
    void oneThatIsNotOnEveryPartitionIsHalfWritten() {
        log.checkpoint("c-1", 10, 12);
        log.logs().list(SECOND).clear();

        refused(
                "Expected the checkpoint c-1 to be on 2 partitions of sessionfold.checkpoints, but it is on 1: it is half-written");
    }

    @Test
    void oneThatIsHalfWrittenIsPassedOverForAnOlderOne() {
        log.checkpoint("c-1", 10, 12);
        log.checkpoint("c-2", 14, 14);
        removeLast(log.logs().list(SECOND));

        assertThat(read().usable()).extracting(Checkpoint::id).containsExactly("c-1");
        assertThat(read().warnings())
                .containsExactly(
                        "Expected the checkpoint c-2 on sessionfold.checkpoints-1 to have an end, but it has none: it is half-written");
    }

    @Test
    @DisplayName("every record of a checkpoint that is lost, doubled or changed is found")
    void whateverHappensToARecordIsFound() {
        log.checkpoint("c-1", 10, 12);
        List<ConsumerRecord<byte[], byte[]>> records = log.logs().list(SECOND);
        List<ConsumerRecord<byte[], byte[]>> honest = List.copyOf(records);

        for (int i = 0; i < honest.size(); i++) {
            ConsumerRecord<byte[], byte[]> one = honest.get(i);
            replace(records, honest, i, List.of());
            assertThat(read().usable()).as("without %d", i).isEmpty();
            replace(records, honest, i, List.of(one, one));
            assertThat(read().usable()).as("with %d twice", i).isEmpty();
            for (int at = 0; at < one.value().length; at += STRIDE) {
                byte[] changed = one.value().clone();
                changed[at] ^= 1;
                replace(records, honest, i, List.of(with(one, changed)));
                assertThat(read().usable().stream()
                                .filter(checkpoint -> checkpoint.id().equals("c-1"))
                                .toList())
                        .as("byte %d of %d", at, i)
                        .isEmpty();
            }
        }
    }

    @Test
    void oneWhoseRecordsHaveAnotherHashIsRefused() {
        log.checkpoint("c-1", 10, 12);
        List<ConsumerRecord<byte[], byte[]>> records = log.logs().list(SECOND);
        ConsumerRecord<byte[], byte[]> state = records.get(1);
        byte[] changed = state.value().clone();
        changed[changed.length - 1] ^= 1;
        records.set(1, with(state, changed));

        assertThatThrownBy(() -> read().named("c-1"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageMatching(
                        "Expected the checkpoint c-1 on sessionfold.checkpoints-1 to have the SHA-256 [0-9a-f]{64}, as its end says, but it has [0-9a-f]{64}: a record was changed");
    }

    @Test
    void oneOfAnotherLogIsRefused() {
        log.checkpoint("c-1", 10, 12);
        log.logs().in("elsewhere");

        refused(
                "Expected the checkpoint c-1 on sessionfold.checkpoints-0 to be one of the log elsewhere/sessionfold.events, but it is one of memory/sessionfold.events, whose positions mean nothing here");
    }

    @Test
    void oneOfAnotherPartitionCountIsRefused() {
        CheckpointOrigin origin = log.origin("c-1");
        log.checkpoint(
                new CheckpointOrigin("c-1", origin.log(), 3, origin.stateForm(), origin.createdAtMs(), null, "0.1.0"),
                10,
                12);

        refused(
                "Expected the checkpoint c-1 on sessionfold.checkpoints-0 to be one of a log of 2 partitions, but its log had 3, and a key's partition is its hash modulo the count");
    }

    @Test
    void aTopicOfAnotherPartitionCountIsRefused() {
        log.logs().topic(Topics.CHECKPOINTS, 3);

        assertThatThrownBy(this::read)
                .isInstanceOf(CheckpointException.class)
                .hasMessage("Expected sessionfold.checkpoints to have 2 partitions as the log has, but it has 3");
    }

    @Test
    void oneOfAnUnknownFoldVersionIsRefused() {
        log.checkpoint(
                log.origin("c-1"),
                place -> new CheckpointPlace(place.partition(), place.next(), 4, place.counts(), place.cursors()),
                10,
                12);

        refused(
                "Expected the checkpoint c-1 on sessionfold.checkpoints-0 to be of a fold version that is known here, but it is of version 4; use the engine 0.1.0, which wrote it, or a newer one");
    }

    @Test
    void oneWhoseStatesHaveAnotherFormIsRefused() {
        CheckpointOrigin origin = log.origin("c-1");
        log.checkpoint(
                new CheckpointOrigin("c-1", origin.log(), 2, "another", origin.createdAtMs(), null, "0.0.9"), 10, 12);

        refused(
                "Expected the checkpoint c-1 on sessionfold.checkpoints-0 to have its states in the form that is known here, but they are in the form of the engine 0.0.9, which wrote it: use that one");
    }

    @Test
    void twoOfOneNameAreRefused() {
        log.checkpoint("c-1", 10, 12);
        log.checkpoint("c-1", 14, 14);

        assertThatThrownBy(() -> read().named("c-1"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageMatching(
                        "Expected the checkpoint c-1 on sessionfold.checkpoints-0 to end with its end, but it goes on at \\d+");
    }

    @Test
    void oneThatThereIsNotIsRefusedWithThoseThatThereAre() {
        log.checkpoint("c-1", 10, 12);

        assertThatThrownBy(() -> read().named("c-7"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("Expected sessionfold.checkpoints to have the checkpoint c-7, but it has c-1");
    }

    @Test
    void whatKafkaDoesNotTakeIsSaidAndHasNoEnd() {
        try (MockProducer<byte[], byte[]> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.sendException = new KafkaException("no room");
            CheckpointWriter writer = log.writer(producer);
            CheckpointPlace place = new CheckpointPlace(
                    CheckpointedLog.events(0), 0, FoldVersions.FIRST, new ProgressCounts(), List.of());

            assertThatThrownBy(() -> writer.write(log.origin("c-1"), place, new MemoryTable()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(
                            "Expected Kafka to take the checkpoint c-1 into sessionfold.checkpoints-0, but it did not (no room); it is half-written there and will not be used");
            assertThat(producer.history()).isEmpty();
        }
    }

    private Checkpoints read() {
        return Checkpoints.read(
                log.logs(),
                log.schemas(),
                FoldVersions.KNOWN,
                log.logs().identity(Topics.EVENTS),
                CheckpointedLog.PARTITIONS);
    }

    private void refused(String sentence) {
        assertThat(read().usable()).isEmpty();
        assertThatThrownBy(() -> read().named("c-1"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(sentence);
    }

    /** Puts others in the place of one; what is behind them moves. */
    private static void replace(
            List<ConsumerRecord<byte[], byte[]>> records,
            List<ConsumerRecord<byte[], byte[]>> honest,
            int index,
            List<ConsumerRecord<byte[], byte[]>> others) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(honest);
        all.remove(index);
        all.addAll(index, others);
        records.clear();
        for (ConsumerRecord<byte[], byte[]> one : all) {
            records.add(MemoryLogs.record(
                    one.topic(), one.partition(), records.size(), one.timestamp(), one.key(), one.value()));
        }
    }

    private static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, byte[] value) {
        return MemoryLogs.record(
                record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), value);
    }

    private static void removeLast(List<ConsumerRecord<byte[], byte[]>> records) {
        records.remove(records.size() - 1);
    }
}
