package io.sessionfold.engine.verify;

import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;

/** A topic that is folded, and where the live engine counts what it has read of it. */
enum Input {
    EVENTS(Topics.EVENTS, StoreNames.PROGRESS),
    WORKER_EVENTS(Topics.WORKER_EVENTS, StoreNames.WORKER_PROGRESS),
    APPLICATION_EVENTS(Topics.APPLICATION_EVENTS, StoreNames.APPLICATION_PROGRESS);

    private final String topic;
    private final String progressStore;

    Input(String topic, String progressStore) {
        this.topic = topic;
        this.progressStore = progressStore;
    }

    String topic() {
        return topic;
    }

    String progressStore() {
        return progressStore;
    }
}
