package io.sessionfold.engine.history;

/**
 * What the index knows of one event.
 *
 * @param recordTimeMs Kafka's time of it, which is still known when the log has lost the event
 */
record EventEntry(long offset, long recordTimeMs) {}
