package io.sessionfold.tests.driver;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunRegistered;
import io.sessionfold.contract.RunReleased;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.contract.WorkerExited;
import io.sessionfold.contract.WorkerStarted;
import io.sessionfold.engine.codec.DeploymentCodec;
import io.sessionfold.engine.deployment.Deployment;
import io.sessionfold.engine.deployment.DeploymentEvent;
import io.sessionfold.engine.deployment.DeploymentFold;
import io.sessionfold.engine.deployment.DeploymentKey;
import io.sessionfold.engine.deployment.DeploymentOutcome;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.deployment.DeploymentOutput.RunFailed;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The deployments of one scenario on the pure folds: what the topic of worker events and its sub-topology are elsewhere. */
final class PureDeployments {

    private final DeploymentCodec codec = new DeploymentCodec();
    private final Map<DeploymentKey, byte[]> deployments = new HashMap<>();
    private final List<RejectedEvent> rejections;
    private long offset;

    /** @param rejections where refused worker events are added */
    PureDeployments(List<RejectedEvent> rejections) {
        this.rejections = rejections;
    }

    /** Folds an event from outside; which runs it fails. */
    List<RunFailed> fold(WorkerEvent event, long recordTimeMs) {
        return fold(
                event.getEventId(),
                new DeploymentKey(event.getTenantId(), event.getDeploymentId()),
                ChronoUnit.MICROS.between(Instant.EPOCH, event.getEventTime()),
                payload(event.getPayload()),
                recordTimeMs);
    }

    /** Folds what a session's fold registers or releases; any other output is none of theirs. */
    List<RunFailed> fold(Output output, long recordTimeMs) {
        if (output instanceof Output.RunRegistered run) {
            return fold(
                    run.eventId(),
                    new DeploymentKey(run.key().tenantId(), run.deploymentId()),
                    run.eventTimeMicros(),
                    new DeploymentEvent.RunRegistered(run.key().sessionKey(), run.runId(), run.workerId()),
                    recordTimeMs);
        }
        if (output instanceof Output.RunReleased run) {
            return fold(
                    run.eventId(),
                    new DeploymentKey(run.key().tenantId(), run.deploymentId()),
                    run.eventTimeMicros(),
                    new DeploymentEvent.RunReleased(run.key().sessionKey(), run.runId(), run.workerId()),
                    recordTimeMs);
        }
        return List.of();
    }

    private List<RunFailed> fold(
            String eventId, DeploymentKey key, long eventTimeMicros, DeploymentEvent payload, long recordTimeMs) {
        byte[] stored = deployments.get(key);
        DeploymentOutcome outcome = DeploymentFold.evolve(
                stored == null ? Deployment.NONE : codec.decode(stored),
                new RecordedDeploymentEvent(
                        eventId,
                        key,
                        eventTimeMicros,
                        payload,
                        recordTimeMs,
                        new Position("sessionfold.worker-events", 0, offset++)));
        deployments.put(key, codec.encode(outcome.deployment()));
        List<RunFailed> failures = new ArrayList<>();
        for (DeploymentOutput output : outcome.outputs()) {
            if (output instanceof RunFailed failed) {
                failures.add(failed);
            } else {
                rejections.add(OutputRecords.rejection((DeploymentOutput.EventRejected) output));
            }
        }
        return failures;
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
        if (payload instanceof RunRegistered run) {
            return new DeploymentEvent.RunRegistered(run.getSessionKey(), run.getRunId(), run.getWorkerId());
        }
        RunReleased run = (RunReleased) payload;
        return new DeploymentEvent.RunReleased(run.getSessionKey(), run.getRunId(), run.getWorkerId());
    }
}
