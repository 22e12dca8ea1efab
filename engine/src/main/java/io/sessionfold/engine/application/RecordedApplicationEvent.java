package io.sessionfold.engine.application;

import io.sessionfold.engine.session.Position;

/**
 * An application event as it stands in the log: everything that one step of the fold may use.
 *
 * @param eventId unique; a repeat among the last 64 decided of its application is a duplicate
 * @param eventTimeMicros the producer's claim, in microseconds since 1970; shown, and decides nothing
 * @param recordTimeMs Kafka's append time, in milliseconds since 1970
 */
public record RecordedApplicationEvent(
        String eventId,
        ApplicationKey key,
        long eventTimeMicros,
        ApplicationEvent payload,
        long recordTimeMs,
        Position position) {}
