package io.sessionfold.engine.load;

import io.sessionfold.contract.WorkerEvent;
import java.time.Instant;

/** One event of a load that happened to the workers of a deployment; it goes to a topic of its own. */
public record LoadedWorkerEvent(long index, WorkerEvent event) implements LoadRecord {

    /** {@code tenantId/deploymentId}. */
    @Override
    public String recordKey() {
        return event.getTenantId() + '/' + event.getDeploymentId();
    }

    @Override
    public Instant eventTime() {
        return event.getEventTime();
    }
}
