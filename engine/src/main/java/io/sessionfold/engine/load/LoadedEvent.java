package io.sessionfold.engine.load;

import io.sessionfold.contract.LifecycleEvent;

/**
 * One event of a load.
 *
 * @param index its place in the load, from 0; the same in every attempt, so that a load can be resumed
 */
public record LoadedEvent(long index, LifecycleEvent event) {

    /** The Kafka record key, {@code tenantId/sessionKey}. */
    public String recordKey() {
        return event.getTenantId() + '/' + event.getSessionKey();
    }
}
