package io.sessionfold.engine.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds out from the topic how far an earlier attempt of a load came: per partition the highest index that is there. An
 * idempotent producer keeps the order of a partition, so every event of it up to that index is there too.
 *
 * <p>It reads uncommitted records: a load writes outside transactions, and a transaction that a killed engine left open
 * would hide, until it times out, what the load wrote behind it.
 */
final class ResumePoints {

    /** The last records of a partition are looked at first; each window before is this many times larger. */
    private static final int GROWTH = 4;

    private static final long FIRST_WINDOW = 1_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Object servers;
    private final LoadHeader header;
    private final LongSupplier nanoTime;

    private ResumePoints(Consumer<byte[], byte[]> consumer, Object servers, LoadHeader header, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.servers = servers;
        this.header = header;
        this.nanoTime = nanoTime;
    }

    /**
     * The last event of a load on one partition.
     *
     * @param index its index in the load, -1 if there is none
     * @param offset where it stands, -1 if there is none
     */
    record Last(long index, long offset) {
        static final Last NONE = new Last(-1, -1);

        Last or(Last other) {
            return other.index > index ? other : this;
        }
    }

    /** Reads a topic backwards until it has found the load on each partition, or the partition's beginning. */
    static Last[] find(Map<String, Object> clients, String topic, LoadHeader header, LongSupplier nanoTime) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, (int) FIRST_WINDOW * GROWTH);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        Object servers = settings.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            return new ResumePoints(consumer, servers, header, nanoTime).find(topic);
        }
    }

    private Last[] find(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        List<PartitionInfo> found = partitionsOf(topic);
        for (PartitionInfo partition : found) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        if (partitions.isEmpty()) {
            throw new LoadFailedException("Expected topic '" + topic + "' to exist, but it does not;"
                    + " create it with './sessionfold topics --create'");
        }
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Last[] last = new Last[partitions.size()];
        for (TopicPartition partition : partitions) {
            last[partition.partition()] =
                    last(partition, begin.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L));
        }
        return last;
    }

    private List<PartitionInfo> partitionsOf(String topic) {
        try {
            return consumer.partitionsFor(topic, ANSWER_PATIENCE);
        } catch (TimeoutException e) {
            throw new LoadFailedException(
                    "Expected Kafka at '%s' to answer within %d s, but it did not; start it, or set bootstrap.servers"
                            .formatted(servers, ANSWER_PATIENCE.toSeconds()),
                    e);
        }
    }

    private Last last(TopicPartition partition, long begin, long end) {
        consumer.assign(List.of(partition));
        long to = end;
        for (long window = FIRST_WINDOW; to > begin; window *= GROWTH) {
            long from = Math.max(begin, to - window);
            Last last = lastBetween(partition, from, to);
            if (last.index() >= 0) {
                return last;
            }
            to = from;
        }
        return Last.NONE;
    }

    private Last lastBetween(TopicPartition partition, long from, long to) {
        Last last = Last.NONE;
        long movedAtNs = nanoTime.getAsLong();
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            long before = consumer.position(partition);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                last = last.or(new Last(header.read(record.headers()).orElse(-1), record.offset()));
            }
            long nowNs = nanoTime.getAsLong();
            if (consumer.position(partition) > before) {
                movedAtNs = nowNs;
            } else if (nowNs - movedAtNs > PATIENCE.toNanos()) {
                throw new LoadFailedException("Expected Kafka to give the records of " + partition + " from " + before
                        + " on, but it gave none for " + PATIENCE.toSeconds() + " s");
            }
        }
        return last;
    }
}
