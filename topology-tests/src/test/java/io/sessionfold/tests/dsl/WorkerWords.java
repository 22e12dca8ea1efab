package io.sessionfold.tests.dsl;

import io.sessionfold.contract.WorkerStarted;
import org.apache.avro.specific.SpecificRecord;

/** What can happen to the workers of a deployment. */
public final class WorkerWords {

    private WorkerWords() {}

    /** A worker is up, in this epoch. */
    public static WorkerHappening workerStarted(String deploymentId, String workerId, long epoch) {
        return new Start(deploymentId, workerId, epoch);
    }

    /** A worker died in its epoch 1, unless more is said. */
    public static WorkerToExit workerExited(String deploymentId, String workerId) {
        return new WorkerToExit(deploymentId, workerId, 1, false);
    }

    private record Start(String deploymentId, String workerId, long epoch) implements WorkerHappening {

        @Override
        public SpecificRecord payload() {
            return new WorkerStarted(workerId, epoch);
        }

        @Override
        public String toString() {
            return "workerStarted(\"" + deploymentId + "\", \"" + workerId + "\", " + epoch + ")";
        }
    }
}
