package io.sessionfold.client.events;

import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event to be written. Whoever may have to write it again, because it could not be learned whether it was written, keeps
 * it, or its id: the same id is decided once (INV-21).
 *
 * @param payload one of the contract's, such as those of {@link RunPayloads} and {@link SessionPayloads}
 * @param eventTime when it happened; null for the moment of writing
 * @param sessionId the incarnation that is meant; null for whichever is current
 * @param causationId the eventId of what caused it
 * @param traceparent the trace it belongs to, as in W3C Trace Context
 */
public record NewEvent(
        String eventId,
        SessionAddress session,
        SpecificRecord payload,
        @Nullable Instant eventTime,
        @Nullable String sessionId,
        @Nullable String causationId,
        @Nullable String traceparent) {

    /** An event with an id of its own. */
    public static NewEvent of(SessionAddress session, SpecificRecord payload) {
        return new NewEvent(UUID.randomUUID().toString(), session, payload, null, null, null, null);
    }

    public NewEvent withId(String id) {
        return new NewEvent(id, session, payload, eventTime, sessionId, causationId, traceparent);
    }

    public NewEvent at(Instant time) {
        return new NewEvent(eventId, session, payload, time, sessionId, causationId, traceparent);
    }

    public NewEvent ofIncarnation(String id) {
        return new NewEvent(eventId, session, payload, eventTime, id, causationId, traceparent);
    }

    public NewEvent causedBy(String id) {
        return new NewEvent(eventId, session, payload, eventTime, sessionId, id, traceparent);
    }

    public NewEvent traced(String trace) {
        return new NewEvent(eventId, session, payload, eventTime, sessionId, causationId, trace);
    }
}
