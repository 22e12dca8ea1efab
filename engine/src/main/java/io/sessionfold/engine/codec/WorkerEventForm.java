package io.sessionfold.engine.codec;

import io.sessionfold.contract.RunRegistered;
import io.sessionfold.contract.RunReleased;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.contract.WorkerExited;
import io.sessionfold.contract.WorkerStarted;
import io.sessionfold.engine.deployment.DeploymentEvent;
import io.sessionfold.engine.deployment.DeploymentKey;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import org.apache.avro.generic.GenericRecord;

/** Worker events, as the deployment fold takes them. */
public final class WorkerEventForm implements EventForm<WorkerEvent, RecordedDeploymentEvent> {

    private WorkerEventForm() {}

    /** The intake of the topic of worker events. */
    public static Intake<WorkerEvent, RecordedDeploymentEvent> intake(WriterSchemas schemas, int partitions) {
        return new Intake<>(new RecordReader<>(WorkerEvent.class, schemas), new WorkerEventForm(), partitions);
    }

    @Override
    public String subject() {
        return "deployment";
    }

    @Override
    public String nameField() {
        return "deploymentId";
    }

    @Override
    public String recordKey(RecordedDeploymentEvent event) {
        return event.key().recordKey();
    }

    @Override
    public RecordedDeploymentEvent event(WorkerEvent value, EventBody body, LogRecord record) {
        return new RecordedDeploymentEvent(
                value.getEventId(),
                new DeploymentKey(value.getTenantId(), value.getDeploymentId()),
                Times.micros(value.getEventTime()),
                payload(value.getPayload()),
                record.recordTimeMs(),
                record.at());
    }

    @Override
    public RecordedDeploymentEvent unrecognised(
            GenericRecord asWritten, String payloadName, EventBody body, LogRecord record) {
        return new RecordedDeploymentEvent(
                asWritten.get("eventId").toString(),
                new DeploymentKey(
                        asWritten.get("tenantId").toString(),
                        asWritten.get("deploymentId").toString()),
                (Long) asWritten.get("eventTime"),
                new DeploymentEvent.Unrecognised(payloadName),
                record.recordTimeMs(),
                record.at());
    }

    private static DeploymentEvent payload(Object payload) {
        if (payload instanceof WorkerStarted started) {
            return new DeploymentEvent.WorkerStarted(started.getWorkerId(), started.getWorkerEpoch());
        }
        if (payload instanceof WorkerExited exited) {
            return new DeploymentEvent.WorkerExited(
                    exited.getWorkerId(),
                    exited.getWorkerEpoch(),
                    exited.getIntentional(),
                    exited.getExitCode(),
                    exited.getReason());
        }
        if (payload instanceof RunRegistered registered) {
            return new DeploymentEvent.RunRegistered(
                    registered.getSessionKey(), registered.getRunId(), registered.getWorkerId());
        }
        RunReleased released = (RunReleased) payload;
        return new DeploymentEvent.RunReleased(released.getSessionKey(), released.getRunId(), released.getWorkerId());
    }
}
