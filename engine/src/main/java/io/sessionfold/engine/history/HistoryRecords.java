package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.json.RecordJson;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what stands in the records of the three topics, an event as the fold itself reads it. One per thread. */
final class HistoryRecords {

    private final Intake<LifecycleEvent, RecordedEvent> events;
    private final RecordReader<SessionRow> rows;
    private final RecordReader<RejectedEvent> refusals;

    HistoryRecords(WriterSchemas schemas, int partitions) {
        this.events = SessionEventForm.intake(schemas, partitions);
        this.rows = new RecordReader<>(SessionRow.class, schemas);
        this.refusals = new RecordReader<>(RejectedEvent.class, schemas);
    }

    Received<RecordedEvent> event(ConsumerRecord<byte[], byte[]> record) {
        return events.receive(new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                new Position(record.topic(), record.partition(), record.offset()),
                record.headers().lastHeader(Intake.REROUTED_HEADER) != null));
    }

    /** A row as every query shows it; empty if it cannot be read. */
    Optional<ObjectNode> row(ConsumerRecord<byte[], byte[]> record) {
        return read(rows, record).map(RecordJson::toJson);
    }

    Optional<RejectedEvent> refusal(ConsumerRecord<byte[], byte[]> record) {
        return read(refusals, record);
    }

    private static <T extends SpecificRecord> Optional<T> read(
            RecordReader<T> reader, ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record.topic(), record.partition(), record.offset(), record.value())
                        instanceof Decoded.Value<T> value
                ? Optional.of(value.value())
                : Optional.empty();
    }
}
