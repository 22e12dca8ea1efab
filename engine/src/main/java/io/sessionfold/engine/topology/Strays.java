package io.sessionfold.engine.topology;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.engine.codec.DeadLetters;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where a record goes that is no event of this partition: to the dead letters, or on to its own partition, once. Not
 * thread-safe: one per task.
 */
final class Strays {

    private final RecordWriter<DeadLetter> deadLetters;
    private final String deadLetterSink;
    private final String reroutedSink;

    Strays(ContractRecords records, String deadLetterSink, String reroutedSink) {
        this.deadLetters = records.writer(DeadLetter.class, Topics.DEAD_LETTERS);
        this.deadLetterSink = deadLetterSink;
        this.reroutedSink = reroutedSink;
    }

    /** A record as the intake takes it. */
    static LogRecord logged(Record<byte[], byte[]> record, Position at) {
        return new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                at,
                record.headers().lastHeader(Intake.REROUTED_HEADER) != null);
    }

    /**
     * What leaves in the record's stead; {@code received} is not an event. Of a stray's headers only the mark goes with it:
     * they are no part of an event, and a producer that compresses them may have sent more than can be written again.
     */
    Letter letter(Received<?> received, Record<byte[], byte[]> record, Position at) {
        if (received instanceof Received.Garbage<?> garbage) {
            byte[] key = record.key() == null ? null : DeadLetters.kept(record.key());
            return new Letter(
                    deadLetterSink, new Record<>(key, Letter.bytes(deadLetters, garbage.letter()), record.timestamp()));
        }
        Record<byte[], byte[]> marked = new Record<>(record.key(), record.value(), record.timestamp());
        marked.headers().add(Intake.REROUTED_HEADER, at.toString().getBytes(StandardCharsets.UTF_8));
        return new Letter(reroutedSink, marked);
    }

    /** As what it is counted. */
    static Count count(Received<?> received) {
        return received instanceof Received.Garbage<?> ? Count.DEAD_LETTERED : Count.REROUTED;
    }
}
