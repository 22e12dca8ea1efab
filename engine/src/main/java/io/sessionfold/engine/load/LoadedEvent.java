package io.sessionfold.engine.load;

import io.sessionfold.contract.LifecycleEvent;
import java.time.Instant;

/** One event of a load that happened to a session. */
public record LoadedEvent(long index, LifecycleEvent event) implements LoadRecord {

    /** {@code tenantId/sessionKey}. */
    @Override
    public String recordKey() {
        return event.getTenantId() + '/' + event.getSessionKey();
    }

    @Override
    public Instant eventTime() {
        return event.getEventTime();
    }
}
