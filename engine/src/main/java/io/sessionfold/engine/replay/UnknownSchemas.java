package io.sessionfold.engine.replay;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records whose schema the registry did not know when the live engine asked: its answer is not in the log, so it is
 * taken from the dead letters. A schema that was registered later does not make an event of them, and one that was lost
 * does not make garbage of an event. Immutable.
 */
public final class UnknownSchemas {

    private final Map<Integer, Set<Long>> offsets;

    private UnknownSchemas(Map<Integer, Set<Long>> offsets) {
        this.offsets = offsets;
    }

    /**
     * Reads the dead letters for those of one topic.
     *
     * @throws ReplayException if a dead letter cannot be read
     */
    public static UnknownSchemas read(Logs logs, WriterSchemas schemas, String deadLetters, String topic) {
        Map<Integer, Set<Long>> offsets = new TreeMap<>();
        RecordReader<DeadLetter> reader = new RecordReader<>(DeadLetter.class, schemas);
        for (TopicPartition partition : logs.partitions(deadLetters)) {
            Span span = logs.span(partition);
            try (Cursor cursor = logs.open(partition, span.from(), span.to())) {
                for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                    DeadLetter letter = letter(reader, next);
                    if (letter.getCode() == DeadLetterCode.UNKNOWN_SCHEMA
                            && letter.getPosition().getTopic().equals(topic)) {
                        offsets.computeIfAbsent(letter.getPosition().getPartition(), first -> new HashSet<>())
                                .add(letter.getPosition().getOffset());
                    }
                }
            }
        }
        return new UnknownSchemas(offsets);
    }

    /** Whether the schema of the record there was not known. */
    public boolean contain(int partition, long offset) {
        return offsets.getOrDefault(partition, Set.of()).contains(offset);
    }

    private static DeadLetter letter(RecordReader<DeadLetter> reader, ConsumerRecord<byte[], byte[]> record) {
        Decoded<DeadLetter> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<DeadLetter> letter) {
            return letter.value();
        }
        throw new ReplayException("Expected the dead letter at %s-%d@%d to be readable, but it was not: %s"
                .formatted(record.topic(), record.partition(), record.offset(), decoded));
    }
}
