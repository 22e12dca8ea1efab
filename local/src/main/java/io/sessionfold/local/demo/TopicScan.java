package io.sessionfold.local.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning to the end that it has now, as a read_committed consumer that knows nothing of the
 * engine. It waits for transactions that are open at that end.
 */
final class TopicScan {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RECORDS_PER_POLL = 5_000;

    private final Map<String, Object> clients;

    TopicScan(Map<String, Object> clients) {
        this.clients = clients;
    }

    /** Shows each committed record to the visitor, those of a partition in order; how many there were, by partition. */
    Map<Integer, Long> read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<TopicPartition, Long> ends = ends(topic);
        Map<Integer, Long> counts = new TreeMap<>();
        ends.keySet().forEach(partition -> counts.put(partition.partition(), 0L));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long movedAtNs = System.nanoTime();
            for (long before = -1, now = positions(consumer, ends); !isAt(consumer, ends); ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(topic, record.partition());
                    if (record.offset() < ends.getOrDefault(partition, 0L)) {
                        counts.merge(record.partition(), 1L, Long::sum);
                        visitor.accept(record);
                    }
                }
                before = now;
                now = positions(consumer, ends);
                movedAtNs = now > before ? System.nanoTime() : movedAtNs;
                giveUpAfterPatience(topic, movedAtNs);
            }
        }
        return counts;
    }

    private Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
            return consumer.endOffsets(partitions);
        }
    }

    private static boolean isAt(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static long positions(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private static void giveUpAfterPatience(String topic, long movedAtNs) {
        if (System.nanoTime() - movedAtNs > PATIENCE.toNanos()) {
            throw new DemoException("Expected %s to be readable to its end, but nothing came for %d s"
                    .formatted(topic, PATIENCE.toSeconds()));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
