package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.contract.CheckpointState;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the topic of the checkpoints; what it holds in memory does not grow with the states. */
final class CheckpointReader {

    private final Logs logs;
    private final WriterSchemas schemas;
    private final String topic;

    CheckpointReader(Logs logs, WriterSchemas schemas, String topic) {
        this.logs = logs;
        this.schemas = schemas;
        this.topic = topic;
    }

    /** How many partitions the topic has. */
    int partitions() {
        return logs.partitions(topic).size();
    }

    /** Every checkpoint of which a partition has something, in the order in which they begin. */
    List<StoredPart> parts(int partition) {
        TopicPartition at = new TopicPartition(topic, partition);
        Map<String, PartScan> scans = new LinkedHashMap<>();
        RecordReader<CheckpointRecord> reader = reader();
        Span span = logs.span(at);
        try (Cursor cursor = logs.open(at, span.from(), span.to())) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                long offset = next.offset();
                Decoded<CheckpointRecord> decoded = reader.read(topic, partition, offset, next.value());
                if (decoded instanceof Decoded.Value<CheckpointRecord> record) {
                    scans.computeIfAbsent(record.value().getCheckpointId(), id -> new PartScan(id, at, offset))
                            .add(record.value().getPart(), next.value(), offset);
                } else {
                    scans.values().forEach(scan -> scan.unreadable(offset, why(decoded)));
                }
            }
        }
        return scans.values().stream().map(PartScan::result).toList();
    }

    /** Visits the states of a checkpoint that is whole on this partition, in the order in which they were written. */
    void read(StoredPart part, Consumer<CheckpointedState> visitor) {
        TopicPartition at = new TopicPartition(topic, part.partition());
        RecordReader<CheckpointRecord> reader = reader();
        StateEntries entries = new StateEntries();
        try (Cursor cursor = logs.open(at, part.span().from(), part.span().to())) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                if (reader.read(topic, at.partition(), next.offset(), next.value())
                                instanceof Decoded.Value<CheckpointRecord> record
                        && record.value().getCheckpointId().equals(part.id())
                        && record.value().getPart() instanceof CheckpointState state) {
                    entries.read(state, visitor);
                }
            }
        }
        entries.finish(visitor);
    }

    private RecordReader<CheckpointRecord> reader() {
        return new RecordReader<>(CheckpointRecord.class, schemas);
    }

    private static String why(Decoded<?> decoded) {
        if (decoded instanceof Decoded.UnknownSchema<?> unknown) {
            return "the registry does not know schema %d, with which it was written".formatted(unknown.id());
        }
        return decoded instanceof Decoded.Undecodable<?> undecodable ? undecodable.detail() : "a newer engine wrote it";
    }
}
