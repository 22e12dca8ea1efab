package io.sessionfold.engine.load;

import io.sessionfold.engine.topology.Topics;

/** Where the records of a load go: what happened to sessions, and what happened to workers. */
public record LoadTopics(String events, String workerEvents) {

    /** The topics that the engine reads. */
    public static final LoadTopics OF_ENGINE = new LoadTopics(Topics.EVENTS, Topics.WORKER_EVENTS);
}
