package io.sessionfold.tests.dsl;

import io.sessionfold.contract.WorkerExited;
import org.apache.avro.specific.SpecificRecord;

/** The words for the exit of a worker. */
public record WorkerToExit(String deploymentId, String workerId, long epoch, boolean intentional)
        implements WorkerHappening {

    public WorkerToExit inEpoch(long its) {
        return new WorkerToExit(deploymentId, workerId, its, intentional);
    }

    /** It was scaled down or recycled, and did not die. */
    public WorkerToExit asPlanned() {
        return new WorkerToExit(deploymentId, workerId, epoch, true);
    }

    @Override
    public SpecificRecord payload() {
        return WorkerExited.newBuilder()
                .setWorkerId(workerId)
                .setWorkerEpoch(epoch)
                .setIntentional(intentional)
                .build();
    }

    @Override
    public String toString() {
        return "workerExited(\"" + deploymentId + "\", \"" + workerId + "\")"
                + (epoch == 1 ? "" : ".inEpoch(" + epoch + ")")
                + (intentional ? ".asPlanned()" : "");
    }
}
