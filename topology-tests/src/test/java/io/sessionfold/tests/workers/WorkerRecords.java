package io.sessionfold.tests.workers;

import io.sessionfold.contract.RunRegistered;
import io.sessionfold.contract.RunReleased;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.contract.WorkerExited;
import io.sessionfold.contract.WorkerStarted;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Worker events of tenant acme, as they stand in their topic. */
final class WorkerRecords {

    static final String TOPIC = "sessionfold.worker-events";

    private final RecordWriter<WorkerEvent> writer;
    private int written;

    WorkerRecords(Registry registry) {
        writer = new RecordWriter<>(WorkerEvent.class, TOPIC, registry, true);
    }

    static byte[] key(String deploymentId) {
        return bytes("acme/" + deploymentId);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] died(String deploymentId, String workerId, @Nullable String reason) {
        return event(
                deploymentId,
                WorkerExited.newBuilder()
                        .setWorkerId(workerId)
                        .setWorkerEpoch(1)
                        .setIntentional(false)
                        .setReason(reason)
                        .build());
    }

    byte[] started(String deploymentId, String workerId) {
        return event(deploymentId, new WorkerStarted(workerId, 1L));
    }

    byte[] registered(String deploymentId, String sessionKey, String runId) {
        return event(deploymentId, new RunRegistered(sessionKey, runId, null));
    }

    byte[] released(String deploymentId, String sessionKey, String runId) {
        return event(deploymentId, new RunReleased(sessionKey, runId, null));
    }

    private byte[] event(String deploymentId, SpecificRecord payload) {
        written++;
        return writer.write(WorkerEvent.newBuilder()
                .setEventId("w-e-" + written)
                .setTenantId("acme")
                .setDeploymentId(deploymentId)
                .setEventTime(Instant.EPOCH)
                .setPayload(payload)
                .build());
    }
}
