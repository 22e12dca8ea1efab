package io.sessionfold.local.demo;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning to the end that it has now, partition by partition. */
final class TopicScan {

    private final Logs logs;

    TopicScan(Logs logs) {
        this.logs = logs;
    }

    /** Shows each committed record to the visitor, those of a partition in order; how many there were, by partition. */
    Map<Integer, Long> read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (TopicPartition partition : logs.partitions(topic)) {
            Span span = logs.span(partition);
            long records = 0;
            try (Cursor cursor = logs.open(partition, span.from(), span.to())) {
                for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                    records++;
                    visitor.accept(next);
                }
            }
            counts.put(partition.partition(), records);
        }
        return counts;
    }
}
