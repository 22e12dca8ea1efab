package io.sessionfold.engine.query;

import io.sessionfold.engine.session.Position;

/**
 * An event that waits behind a quarantine, as an operator sees it: without its payload, which may hold what is nobody's
 * business.
 *
 * @param recordTimeMs Kafka's append time, in milliseconds since 1970
 * @param type the payload's name
 */
public record ParkedEvent(Position position, long recordTimeMs, String type, String eventId) {}
