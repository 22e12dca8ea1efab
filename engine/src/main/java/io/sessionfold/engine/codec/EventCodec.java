package io.sessionfold.engine.codec;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionKey;
import java.util.Locale;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Lifecycle events of the contract to the domain and back. */
public final class EventCodec {

    private static final PayloadWriter PAYLOADS = new PayloadWriter();

    private EventCodec() {}

    public static Envelope envelope(LifecycleEvent event) {
        return new Envelope(
                event.getEventId(),
                new SessionKey(event.getTenantId(), event.getSessionKey()),
                event.getSessionId(),
                event.getProducerId(),
                event.getProducerEpoch(),
                event.getProducerSequence(),
                Times.micros(event.getEventTime()),
                event.getCausationId(),
                Symbols.read(EventSource.class, event.getSource()),
                event.getTraceparent());
    }

    public static SessionEvent payload(LifecycleEvent event) {
        return PayloadReader.read(event.getPayload());
    }

    /** The envelope of an event whose payload only a newer contract knows, as its writer wrote it (INV-48). */
    public static Envelope envelope(GenericRecord event) {
        return new Envelope(
                text(event, "eventId"),
                new SessionKey(text(event, "tenantId"), text(event, "sessionKey")),
                nullableText(event, "sessionId"),
                text(event, "producerId"),
                nullableLong(event, "producerEpoch"),
                nullableLong(event, "producerSequence"),
                (Long) event.get("eventTime"),
                nullableText(event, "causationId"),
                source(text(event, "source")),
                nullableText(event, "traceparent"));
    }

    public static LifecycleEvent write(Envelope envelope, SessionEvent payload) {
        return new LifecycleEvent(
                envelope.eventId(),
                envelope.key().tenantId(),
                envelope.key().sessionKey(),
                envelope.sessionId(),
                envelope.producerId(),
                envelope.producerEpoch(),
                envelope.producerSequence(),
                Times.ofMicros(envelope.eventTimeMicros()),
                envelope.causationId(),
                Symbols.write(io.sessionfold.contract.EventSource.class, envelope.source()),
                envelope.traceparent(),
                payload.accept(PAYLOADS));
    }

    private static EventSource source(String symbol) {
        for (EventSource source : EventSource.values()) {
            if (source.name().equals(symbol.toUpperCase(Locale.ROOT))) {
                return source;
            }
        }
        return EventSource.UNKNOWN;
    }

    private static String text(GenericRecord event, String field) {
        return event.get(field).toString();
    }

    private static @Nullable String nullableText(GenericRecord event, String field) {
        Object value = event.hasField(field) ? event.get(field) : null;
        return value == null ? null : value.toString();
    }

    private static @Nullable Long nullableLong(GenericRecord event, String field) {
        return event.hasField(field) ? (Long) event.get(field) : null;
    }
}
