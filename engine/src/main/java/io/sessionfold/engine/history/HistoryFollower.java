package io.sessionfold.engine.history;

import io.sessionfold.engine.topology.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topics of the partitions that this instance holds, and writes what it reads into the index. One thread's. */
final class HistoryFollower implements AutoCloseable {

    /** A partition that is held no more is kept so long: it may come back, and reading it again takes a while. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFollower.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final HistoryIntake intake;
    private final HeldPartitions holding;
    private final InstantSource clock;
    private final SortedMap<Integer, IndexedPartition> followed = new TreeMap<>();
    private final Map<Integer, Instant> leftAt = new HashMap<>();
    private Instant lookAt = Instant.MIN;

    /** @param consumer of committed records, in no group, that resets no offset by itself; closed with this */
    HistoryFollower(
            Consumer<byte[], byte[]> consumer, HistoryIntake intake, HeldPartitions holding, InstantSource clock) {
        this.consumer = consumer;
        this.intake = intake;
        this.holding = holding;
        this.clock = clock;
    }

    /** Reads what there is, writes it, and says how far that brings each partition. */
    Map<Integer, IndexedPartition> step(HistoryStore store) {
        Instant now = clock.instant();
        if (!now.isBefore(lookAt)) {
            lookAt = now.plus(LOOK_AGAIN);
            holding.held().ifPresent(held -> align(store, held, now));
        }
        if (followed.isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
            return followed;
        }
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            long beganNanos = System.nanoTime();
            write(store, records);
            rest(records.count(), System.nanoTime() - beganNanos);
        } catch (OffsetOutOfRangeException e) {
            goOn(store, e.offsetOutOfRangePartitions());
        }
        return followed;
    }

    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void align(HistoryStore store, Set<Integer> held, Instant now) {
        Set<Integer> kept = new HashSet<>(store.partitions());
        for (int partition : kept) {
            if (held.contains(partition)) {
                leftAt.remove(partition);
            } else if (Duration.between(leftAt.computeIfAbsent(partition, p -> now), now)
                            .compareTo(KEPT)
                    >= 0) {
                LOG.atInfo()
                        .addKeyValue("partition", partition)
                        .log("The history of a partition held no more is dropped");
                store.drop(partition);
                leftAt.remove(partition);
            }
        }
        if (!followed.keySet().equals(held)) {
            follow(store, held);
        }
    }

    private void follow(HistoryStore store, Set<Integer> held) {
        List<TopicPartition> sources = sources(held);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(sources);
        Map<TopicPartition, Long> ends = consumer.endOffsets(sources);
        SortedMap<Integer, IndexedPartition> next = new TreeMap<>();
        for (int partition : held) {
            IndexedPartition known = followed.get(partition);
            next.put(partition, known != null ? known : begin(store, partition, begins, ends));
        }
        consumer.assign(sources);
        followed.clear();
        followed.putAll(next);
        followed.forEach((partition, state) -> seek(partition, state.progress()));
    }

    private static IndexedPartition begin(
            HistoryStore store, int partition, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        IndexProgress begin = progress(begins, partition, at(begins, Topics.EVENTS, partition));
        IndexProgress goal = progress(ends, partition, 0);
        return new IndexedPartition(
                store.progress(partition).map(known -> known.from(begin)).orElse(begin), goal);
    }

    private void write(HistoryStore store, ConsumerRecords<byte[], byte[]> records) {
        try (HistoryBatch batch = new HistoryBatch()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                intake.add(record, batch);
            }
            SortedMap<Integer, IndexedPartition> reached = new TreeMap<>();
            followed.forEach((partition, state) -> {
                // Also past records of transactions alone, of which nothing was read.
                IndexProgress now = new IndexProgress(
                        state.progress().from(),
                        consumer.position(new TopicPartition(Topics.EVENTS, partition)),
                        consumer.position(new TopicPartition(Topics.SESSIONS_CHANGED, partition)),
                        consumer.position(new TopicPartition(Topics.REJECTED_EVENTS, partition)));
                if (!now.equals(state.progress()) || store.progress(partition).isEmpty()) {
                    batch.progress(partition, now);
                }
                reached.put(partition, state.at(now));
            });
            store.write(batch);
            followed.putAll(reached);
        }
    }

    /** While it catches up it works half of the time at most: the fold on the same machine has more to do then, too. */
    private void rest(int records, long workedNanos) {
        if (records > 0 && followed.values().stream().anyMatch(state -> !state.isCaughtUp())) {
            LockSupport.parkNanos(workedNanos);
        }
    }

    /** What was there is gone: behind a beginning that moved on, it goes on there; beyond the end, it is another log. */
    private void goOn(HistoryStore store, Map<TopicPartition, Long> lost) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(lost.keySet());
        for (Map.Entry<TopicPartition, Long> offset : lost.entrySet()) {
            int partition = offset.getKey().partition();
            long begin = Objects.requireNonNull(begins.get(offset.getKey()), "beginning");
            LOG.atWarn()
                    .addKeyValue("position", offset.getKey() + "@" + offset.getValue())
                    .addKeyValue("beginning", begin)
                    .log("A topic does not have the records that the history index would read next");
            if (offset.getValue() > begin) {
                store.drop(partition);
                followed.remove(partition);
                lookAt = Instant.MIN;
            } else {
                skip(partition, offset.getKey(), begin);
            }
        }
    }

    private void skip(int partition, TopicPartition source, long begin) {
        consumer.seek(source, begin);
        IndexedPartition state = followed.get(partition);
        if (state != null && source.topic().equals(Topics.EVENTS)) {
            IndexProgress was = state.progress();
            followed.put(partition, state.at(new IndexProgress(begin, begin, was.changes(), was.refusals())));
        }
    }

    private void seek(int partition, IndexProgress progress) {
        consumer.seek(new TopicPartition(Topics.EVENTS, partition), progress.events());
        consumer.seek(new TopicPartition(Topics.SESSIONS_CHANGED, partition), progress.changes());
        consumer.seek(new TopicPartition(Topics.REJECTED_EVENTS, partition), progress.refusals());
    }

    private static IndexProgress progress(Map<TopicPartition, Long> offsets, int partition, long from) {
        return new IndexProgress(
                from,
                at(offsets, Topics.EVENTS, partition),
                at(offsets, Topics.SESSIONS_CHANGED, partition),
                at(offsets, Topics.REJECTED_EVENTS, partition));
    }

    private static long at(Map<TopicPartition, Long> offsets, String topic, int partition) {
        return Objects.requireNonNull(offsets.get(new TopicPartition(topic, partition)), topic);
    }

    private static List<TopicPartition> sources(Collection<Integer> partitions) {
        return partitions.stream()
                .flatMap(partition -> HistoryIntake.TOPICS.stream().map(topic -> new TopicPartition(topic, partition)))
                .toList();
    }
}
