package io.sessionfold.engine.codec;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import org.apache.avro.generic.GenericRecord;

/** Lifecycle events, as the session fold takes them. */
public final class SessionEventForm implements EventForm<LifecycleEvent, RecordedEvent> {

    private SessionEventForm() {}

    /** The intake of the events topic. */
    public static Intake<LifecycleEvent, RecordedEvent> intake(WriterSchemas schemas, int partitions) {
        return new Intake<>(new RecordReader<>(LifecycleEvent.class, schemas), new SessionEventForm(), partitions);
    }

    @Override
    public String subject() {
        return "session";
    }

    @Override
    public String nameField() {
        return "sessionKey";
    }

    @Override
    public String recordKey(RecordedEvent event) {
        return event.envelope().key().recordKey();
    }

    @Override
    public RecordedEvent event(LifecycleEvent value, EventBody body, LogRecord record) {
        return new RecordedEvent(
                EventCodec.envelope(value), EventCodec.payload(value), record.recordTimeMs(), record.at(), body);
    }

    @Override
    public RecordedEvent unrecognised(GenericRecord asWritten, String payloadName, EventBody body, LogRecord record) {
        return new RecordedEvent(
                EventCodec.envelope(asWritten),
                new SessionEvent.Unrecognised(payloadName),
                record.recordTimeMs(),
                record.at(),
                body);
    }
}
