package io.sessionfold.engine.session;

/** An event that waits for the creation of its session (INV-26), with the time and place it had in the log. */
public record HeldEvent(Envelope envelope, SessionEvent payload, long recordTimeMs, Position position) {

    RecordedEvent asRecorded() {
        return new RecordedEvent(envelope, payload, recordTimeMs, position, EventBody.NONE);
    }
}
