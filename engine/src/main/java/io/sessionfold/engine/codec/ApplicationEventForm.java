package io.sessionfold.engine.codec;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.engine.application.RecordedApplicationEvent;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import org.apache.avro.generic.GenericRecord;

/** Application events, as the application fold takes them. */
public final class ApplicationEventForm implements EventForm<ApplicationEvent, RecordedApplicationEvent> {

    private ApplicationEventForm() {}

    /** The intake of the application-events topic. */
    public static Intake<ApplicationEvent, RecordedApplicationEvent> intake(WriterSchemas schemas, int partitions) {
        return new Intake<>(
                new RecordReader<>(ApplicationEvent.class, schemas), new ApplicationEventForm(), partitions);
    }

    @Override
    public String subject() {
        return "application";
    }

    @Override
    public String nameField() {
        return "applicationId";
    }

    @Override
    public String recordKey(RecordedApplicationEvent event) {
        return event.key().recordKey();
    }

    @Override
    public RecordedApplicationEvent event(ApplicationEvent value, EventBody body, LogRecord record) {
        return ApplicationEventCodec.read(value, record);
    }

    @Override
    public RecordedApplicationEvent unrecognised(
            GenericRecord asWritten, String payloadName, EventBody body, LogRecord record) {
        return ApplicationEventCodec.readUnrecognised(asWritten, payloadName, record);
    }
}
