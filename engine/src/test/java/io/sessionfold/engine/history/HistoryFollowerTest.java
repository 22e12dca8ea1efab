package io.sessionfold.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.store.NativeMemory;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFollowerTest {

    private static final byte[] KEY = "acme/chat-1".getBytes(StandardCharsets.UTF_8);
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new java.util.ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Optional<Set<Integer>> held = Optional.of(Set.of(0));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void anIndexGoesOnWhereItLeftOff() {
        HistoryStore store = store();
        MockConsumer<byte[], byte[]> first = consumer(0, 3);
        HistoryFollower follower = follower(first);
        follower.step(store);
        add(first, 0, 1, 2);
        assertThat(partition(follower.step(store)).progress().events()).isEqualTo(3);

        MockConsumer<byte[], byte[]> second = consumer(0, 4);
        Map<Integer, IndexedPartition> begun = follower(second).step(store);

        assertThat(partition(begun).progress().events()).isEqualTo(3);
        assertThat(partition(begun).isCaughtUp()).as("one event came meanwhile").isFalse();
        assertThat(store.events(0, "acme/chat-1", 0, 10))
                .extracting(EventEntry::offset)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aPartitionHeldNoMoreIsKeptAWhileAndThenDropped() {
        HistoryStore store = store();
        MockConsumer<byte[], byte[]> consumer = consumer(0, 1);
        HistoryFollower follower = follower(consumer);
        follower.step(store);
        add(consumer, 0);
        follower.step(store);

        held = Optional.of(Set.of());
        now = now.plusSeconds(2);
        follower.step(store);
        now = now.plus(HistoryFollower.KEPT).minusSeconds(1);
        follower.step(store);
        assertThat(store.partitions()).as("it may come back").containsExactly(0);

        now = now.plusSeconds(2);
        follower.step(store);
        assertThat(store.partitions()).isEmpty();
    }

    @Test
    void nothingIsDroppedWhileItIsNotKnownWhatIsHeld() {
        HistoryStore store = store();
        MockConsumer<byte[], byte[]> consumer = consumer(0, 1);
        HistoryFollower follower = follower(consumer);
        follower.step(store);
        add(consumer, 0);
        follower.step(store);

        held = Optional.empty();
        now = now.plus(HistoryFollower.KEPT).plus(HistoryFollower.KEPT);
        assertThat(follower.step(store)).containsKey(0);
        assertThat(store.partitions()).containsExactly(0);
    }

    @Test
    void aLogWhoseBeginningIsGoneIsFollowedFromWhereItBeginsNow() {
        HistoryStore store = store();
        MockConsumer<byte[], byte[]> consumer = consumer(40, 42);
        try (HistoryBatch batch = new HistoryBatch()) {
            batch.progress(0, new IndexProgress(0, 10, 0, 0));
            store.write(batch);
        }
        HistoryFollower follower = follower(consumer);
        follower.step(store);
        follower.step(store);

        IndexProgress progress = partition(follower.step(store)).progress();
        assertThat(progress.from()).as("what was lost unseen is not reached").isEqualTo(40);
        assertThat(progress.events()).isEqualTo(40);
    }

    private HistoryStore store() {
        HistoryStore store =
                HistoryStore.open(folder, new LogIdentity(7), NativeMemory.take(NativeMemory.DEFAULT_BYTES));
        opened.add(store);
        return store;
    }

    private HistoryFollower follower(MockConsumer<byte[], byte[]> consumer) {
        WriterSchemas none = new WriterSchemas(
                Registry.connect(List.of("http://127.0.0.1:9"), Map.of(), InstantSource.system()),
                InstantSource.system());
        return new HistoryFollower(consumer, new HistoryIntake(none, 1), () -> held, () -> now);
    }

    private static MockConsumer<byte[], byte[]> consumer(long begin, long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        HistoryIntake.TOPICS.forEach(topic -> {
            begins.put(new TopicPartition(topic, 0), topic.equals(Topics.EVENTS) ? begin : 0L);
            ends.put(new TopicPartition(topic, 0), topic.equals(Topics.EVENTS) ? end : 0L);
        });
        consumer.updateBeginningOffsets(begins);
        consumer.updateEndOffsets(ends);
        return consumer;
    }

    private static void add(MockConsumer<byte[], byte[]> consumer, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>(EVENTS.topic(), 0, offset, KEY, new byte[] {1}));
        }
    }

    /** The one partition that is followed. */
    private static IndexedPartition partition(Map<Integer, IndexedPartition> followed) {
        return Objects.requireNonNull(followed.get(0), "partition 0 is followed");
    }
}
