package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * What every event carries beside its payload.
 *
 * @param eventId unique; a repeat among the last 64 decided of its session is a duplicate (INV-21)
 * @param key the session it is about
 * @param sessionId the incarnation that the producer means; null means whichever is current (INV-22)
 * @param producerId who wrote it
 * @param producerEpoch the producer's incarnation; null means none is claimed (INV-25)
 * @param producerSequence counts from 1 per (producerId, producerEpoch, record key); null means none is claimed
 * @param eventTimeMicros the producer's claim, in microseconds since 1970; shown, and decides nothing
 * @param causationId the event that caused this one
 * @param source what kind of party wrote it
 * @param traceparent the W3C trace context
 */
public record Envelope(
        String eventId,
        SessionKey key,
        @Nullable String sessionId,
        String producerId,
        @Nullable Long producerEpoch,
        @Nullable Long producerSequence,
        long eventTimeMicros,
        @Nullable String causationId,
        EventSource source,
        @Nullable String traceparent) {}
