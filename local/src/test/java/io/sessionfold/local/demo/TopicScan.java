package io.sessionfold.local.demo;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.local.LogEnd;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning to the end that it has now, partition by partition. */
final class TopicScan {

    private final Map<String, Object> clients;

    /** @param clients how Kafka is reached, by its clients' own names */
    TopicScan(Map<String, Object> clients) {
        this.clients = Map.copyOf(clients);
    }

    /** Shows each committed record to the visitor, those of a partition in order. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try (Logs logs = new KafkaLogs(clients)) {
            for (TopicPartition partition : logs.partitions(topic)) {
                long end = LogEnd.of(clients, partition);
                try (Cursor cursor = logs.open(partition, logs.span(partition).from(), end)) {
                    for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                        visitor.accept(next);
                    }
                }
            }
        }
    }
}
