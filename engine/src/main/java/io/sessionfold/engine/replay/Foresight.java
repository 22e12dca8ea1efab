package io.sessionfold.engine.replay;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.session.LoggedFailures;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks through a partition for what it tells of failures of the fold, before they are met (INV-47): the record stands
 * behind the event that it is about, somewhere. What cannot be one of them is not decoded.
 */
public final class Foresight {

    private static final byte[] TELLING = LoggedFailures.ID_PREFIX.getBytes(StandardCharsets.US_ASCII);

    private final Logs logs;
    private final WriterSchemas schemas;
    private final int partitions;

    /** @param partitions the pinned partition count of the log */
    public Foresight(Logs logs, WriterSchemas schemas, int partitions) {
        this.logs = logs;
        this.schemas = schemas;
        this.partitions = partitions;
    }

    /** Hears all that stands between two offsets; whether some of it is new. */
    public boolean look(TopicPartition partition, long from, long to, LoggedFailures failures) {
        Intake<LifecycleEvent, RecordedEvent> intake = SessionEventForm.intake(schemas, partitions);
        boolean isNew = false;
        try (Cursor cursor = logs.open(partition, from, to)) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                if (mayTell(next.value())
                        && intake.receive(logged(next)) instanceof Received.Event<RecordedEvent> event) {
                    isNew |= failures.hear(event.event());
                }
            }
        }
        return isNew;
    }

    private static LogRecord logged(ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                new Position(record.topic(), record.partition(), record.offset()),
                false);
    }

    private static boolean mayTell(byte[] value) {
        for (int at = 0; value != null && at + TELLING.length <= value.length; at++) {
            int same = 0;
            while (same < TELLING.length && value[at + same] == TELLING[same]) {
                same++;
            }
            if (same == TELLING.length) {
                return true;
            }
        }
        return false;
    }
}
