package io.sessionfold.engine.query;

import io.sessionfold.engine.topology.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** One reader's way from where it left off to what comes now: a consumer of its own, for as long as that takes. */
final class ChangeCatchUp implements AutoCloseable {

    /**
     * A change older than this may have been compacted away, and a tombstone with it: the topic keeps all of them for seven
     * days ({@code min.compaction.lag.ms}), and a cleaner's clock may differ from ours.
     */
    static final Duration KEPT_FOR = Duration.ofDays(6);

    private static final int LAG_NEAR_END = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final ChangeRecords records;
    private final InstantSource clock;
    private final List<TopicPartition> partitions;
    private boolean isNearEnd;

    /** @param consumer of its own; it reads committed records and resets no offset by itself */
    ChangeCatchUp(Consumer<byte[], byte[]> consumer, ChangeRecords records, InstantSource clock) {
        this.consumer = consumer;
        this.records = records;
        this.clock = clock;
        this.partitions = KafkaChangeFeeds.partitions(consumer.partitionsFor(Topics.SESSIONS_CHANGED));
        consumer.assign(partitions);
    }

    /** Goes to where the reader left off; false if that is too old, or no position in this log. */
    boolean goTo(SortedMap<Integer, Long> left) {
        if (left.size() != partitions.size()) {
            return false;
        }
        Map<TopicPartition, Long> first = new HashMap<>(consumer.beginningOffsets(partitions));
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        kept(end).forEach((partition, offset) -> first.merge(partition, offset, Math::max));
        for (TopicPartition partition : partitions) {
            long offset = left.getOrDefault(partition.partition(), -1L);
            if (offset < first.getOrDefault(partition, 0L) || offset > end.getOrDefault(partition, 0L)) {
                return false;
            }
            consumer.seek(partition, offset);
        }
        return true;
    }

    /** The next changes of a tenant. */
    List<LoggedChange> poll(Duration patience, String tenantId) {
        List<LoggedChange> changes = new ArrayList<>();
        int[] polled = new int[1];
        consumer.poll(patience).forEach(record -> {
            polled[0]++;
            records.read(record, tenantId::equals).ifPresent(changes::add);
        });
        isNearEnd = polled[0] < LAG_NEAR_END;
        return changes;
    }

    /** Whether little is left to read. */
    boolean isNearEnd() {
        return isNearEnd;
    }

    /** The next offset per partition. */
    SortedMap<Integer, Long> positions() {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        partitions.forEach(partition -> positions.put(partition.partition(), consumer.position(partition)));
        return positions;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** From where on nothing is compacted yet; the end, where all is older. */
    private Map<TopicPartition, Long> kept(Map<TopicPartition, Long> end) {
        long horizonMs = clock.millis() - KEPT_FOR.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, horizonMs));
        Map<TopicPartition, Long> kept = new HashMap<>();
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        partitions.forEach(partition -> {
            OffsetAndTimestamp at = found.get(partition);
            kept.put(partition, at == null ? end.getOrDefault(partition, 0L) : at.offset());
        });
        return kept;
    }
}
