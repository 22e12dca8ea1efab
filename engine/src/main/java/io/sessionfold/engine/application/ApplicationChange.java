package io.sessionfold.engine.application;

/**
 * The last change of an application's row: which event made it, and when.
 *
 * @param eventTimeMicros the producer's claim, in microseconds since 1970
 * @param recordTimeMs Kafka's time of it, in milliseconds since 1970
 */
public record ApplicationChange(String eventId, long eventTimeMicros, long recordTimeMs) {}
