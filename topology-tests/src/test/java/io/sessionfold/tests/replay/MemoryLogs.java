package io.sessionfold.tests.replay;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Topics on the heap, whose records may be changed, dropped, doubled and swapped: records stand at any offsets, in the
 * order of the list. Reading is thread-safe as long as nobody writes.
 */
public final class MemoryLogs implements Logs {

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> beginnings = new ConcurrentHashMap<>();
    private String cluster = "memory";

    /** Says that these are the topics of another cluster. */
    public MemoryLogs in(String clusterId) {
        cluster = clusterId;
        return this;
    }

    /** Makes a topic with empty partitions. */
    public MemoryLogs topic(String topic, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            records.put(new TopicPartition(topic, partition), new ArrayList<>());
        }
        return this;
    }

    /** Appends a record behind the last one of its partition; where it stands. */
    public long append(String topic, int partition, long recordTimeMs, byte @Nullable [] key, byte @Nullable [] value) {
        long offset = span(new TopicPartition(topic, partition)).to();
        add(record(topic, partition, offset, recordTimeMs, key, value));
        return offset;
    }

    /** Appends a record with an offset of its own. */
    public MemoryLogs add(ConsumerRecord<byte[], byte[]> record) {
        list(new TopicPartition(record.topic(), record.partition())).add(record);
        return this;
    }

    /** The records of a partition, to be changed at will. */
    public List<ConsumerRecord<byte[], byte[]>> list(TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> list = records.get(partition);
        if (list == null) {
            throw missing(partition.topic());
        }
        return list;
    }

    /** Puts another record in the place of one; none takes it away, two double it. */
    public void tamper(
            String topic,
            int partition,
            long offset,
            Function<ConsumerRecord<byte[], byte[]>, List<ConsumerRecord<byte[], byte[]>>> change) {
        List<ConsumerRecord<byte[], byte[]>> list = list(new TopicPartition(topic, partition));
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).offset() == offset) {
                list.addAll(i, change.apply(list.remove(i)));
                return;
            }
        }
        throw new IllegalArgumentException(
                "Expected a record at %s-%d@%d, but there is none".formatted(topic, partition, offset));
    }

    /** Takes away what stands before an offset, as retention does. */
    public void removeBefore(TopicPartition partition, long offset) {
        list(partition).removeIf(record -> record.offset() < offset);
        beginnings.put(partition, offset);
    }

    /** A record with those fields and nothing else. */
    public static ConsumerRecord<byte[], byte[]> record(
            String topic,
            int partition,
            long offset,
            long recordTimeMs,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                recordTimeMs,
                TimestampType.LOG_APPEND_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        List<TopicPartition> found = records.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (found.isEmpty()) {
            throw missing(topic);
        }
        return found;
    }

    @Override
    public String identity(String topic) {
        return cluster + '/' + topic;
    }

    @Override
    public Span span(TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> list = list(partition);
        long from = beginnings.getOrDefault(partition, 0L);
        return new Span(from, list.isEmpty() ? from : list.get(list.size() - 1).offset() + 1);
    }

    @Override
    public Cursor open(TopicPartition partition, long from, long to) {
        Iterator<ConsumerRecord<byte[], byte[]>> within = list(partition).stream()
                .filter(record -> record.offset() >= from && record.offset() < to)
                .iterator();
        return new Cursor() {
            @Override
            public @Nullable ConsumerRecord<byte[], byte[]> next() {
                return within.hasNext() ? within.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long firstAfter(TopicPartition partition, long recordTimeMs) {
        return list(partition).stream()
                .filter(record -> record.timestamp() > recordTimeMs)
                .findFirst()
                .map(ConsumerRecord::offset)
                .orElseGet(() -> span(partition).to());
    }

    /** What there is, for a copy that is to be changed. */
    public MemoryLogs copy() {
        MemoryLogs copy = new MemoryLogs();
        records.forEach((partition, list) -> copy.records.put(partition, new ArrayList<>(list)));
        copy.beginnings.putAll(beginnings);
        return copy;
    }

    @Override
    public void close() {}

    private static LogException missing(String topic) {
        return LogException.missing("Expected the topic " + topic + " to be there, but it is not");
    }
}
