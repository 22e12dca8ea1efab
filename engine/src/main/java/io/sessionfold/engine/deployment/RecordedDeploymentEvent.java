package io.sessionfold.engine.deployment;

import io.sessionfold.engine.session.Position;

/**
 * A worker event as it stands in its topic: everything that one step of the fold may use.
 *
 * @param eventTimeMicros the producer's claim, in microseconds since 1970; handed on, and decides nothing
 * @param recordTimeMs Kafka's record time, in milliseconds since 1970; handed on, and decides nothing
 * @param position where it stands: the ids of what follows from it derive from here
 */
public record RecordedDeploymentEvent(
        String eventId,
        DeploymentKey key,
        long eventTimeMicros,
        DeploymentEvent payload,
        long recordTimeMs,
        Position position) {}
