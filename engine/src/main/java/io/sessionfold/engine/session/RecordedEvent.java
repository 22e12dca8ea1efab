package io.sessionfold.engine.session;

/**
 * An event as it stands in the log: everything that one step of the fold may use.
 *
 * @param recordTimeMs Kafka's append time, in milliseconds since 1970
 * @param position where it stands; shown in rejections and rows, never in the digest
 */
public record RecordedEvent(
        Envelope envelope, SessionEvent payload, long recordTimeMs, Position position, EventBody body) {}
