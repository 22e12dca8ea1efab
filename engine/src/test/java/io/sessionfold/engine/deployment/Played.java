package io.sessionfold.engine.deployment;

import io.sessionfold.engine.codec.DeploymentCodec;
import io.sessionfold.engine.deployment.DeploymentEvent.RunRegistered;
import io.sessionfold.engine.deployment.DeploymentEvent.RunReleased;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerExited;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerStarted;
import io.sessionfold.engine.deployment.DeploymentOutput.EventRejected;
import io.sessionfold.engine.deployment.DeploymentOutput.RunFailed;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment, as one event after the other makes it; what is kept is bytes, as in a store. */
final class Played {

    static final DeploymentKey KEY = new DeploymentKey("acme", "d-1");
    static final long NOW_MS = 1_700_000_000_000L;

    private static final String TOPIC = "sessionfold.worker-events";

    private final DeploymentCodec codec = new DeploymentCodec();
    private final List<RunFailed> failures = new ArrayList<>();
    private final List<EventRejected> refusals = new ArrayList<>();
    private Deployment deployment = Deployment.NONE;
    private long offset;

    Played after(DeploymentEvent... events) {
        for (DeploymentEvent event : events) {
            fold(recorded("w-e-" + offset, event, offset));
        }
        return this;
    }

    Played fold(RecordedDeploymentEvent event) {
        offset++;
        DeploymentOutcome outcome = DeploymentFold.evolve(deployment, event);
        deployment = codec.decode(codec.encode(outcome.deployment()));
        for (DeploymentOutput output : outcome.outputs()) {
            if (output instanceof RunFailed failed) {
                failures.add(failed);
            } else {
                refusals.add((EventRejected) output);
            }
        }
        return this;
    }

    Deployment deployment() {
        return deployment;
    }

    List<RunFailed> failures() {
        return failures;
    }

    /** Who failed, as session/run, in the order of the failures. */
    List<String> failed() {
        return failures.stream()
                .map(failed -> failed.envelope().key().sessionKey() + "/"
                        + failed.payload().runId())
                .toList();
    }

    List<RejectionReason> refused() {
        return refusals.stream().map(EventRejected::reason).toList();
    }

    List<EventRejected> refusals() {
        return refusals;
    }

    static RecordedDeploymentEvent recorded(String eventId, DeploymentEvent event, long offset) {
        return new RecordedDeploymentEvent(eventId, KEY, NOW_MS * 1_000, event, NOW_MS, new Position(TOPIC, 3, offset));
    }

    static RunRegistered registered(String session, String runId, @Nullable String workerId) {
        return new RunRegistered(session, runId, workerId);
    }

    static RunRegistered registered(String runId) {
        return new RunRegistered("s-1", runId, null);
    }

    static RunReleased released(String runId) {
        return new RunReleased("s-1", runId, null);
    }

    static WorkerStarted started(String workerId, long epoch) {
        return new WorkerStarted(workerId, epoch);
    }

    static WorkerExited died(String workerId, long epoch) {
        return new WorkerExited(workerId, epoch, false, 137, "OOMKilled");
    }

    static WorkerExited left(String workerId, long epoch) {
        return new WorkerExited(workerId, epoch, true, 0, null);
    }
}
