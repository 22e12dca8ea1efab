package io.sessionfold.engine.load;

import java.time.Instant;

/** One record of a load: what happened to a session, or to the workers behind it. */
public sealed interface LoadRecord permits LoadedEvent, LoadedWorkerEvent {

    /** Its place in the load, from 0; the same in every attempt, so that a load can be resumed. */
    long index();

    /** The Kafka record key. */
    String recordKey();

    /** When it happened, as its producer claims. */
    Instant eventTime();
}
