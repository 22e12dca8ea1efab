package io.sessionfold.engine.verify;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.engine.codec.DeploymentCodec;
import io.sessionfold.engine.codec.OutputCodec;
import io.sessionfold.engine.codec.WorkerEventForm;
import io.sessionfold.engine.deployment.Deployment;
import io.sessionfold.engine.deployment.DeploymentFold;
import io.sessionfold.engine.deployment.DeploymentOutcome;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition of the worker events (INV-18): registrations arrive here from the sessions, failures go back to them. */
final class WorkerVerification extends KeyedVerification<RecordedDeploymentEvent> {

    private final DeploymentCodec codec = new DeploymentCodec();
    private final List<Sent> failures = new ArrayList<>();
    private final List<Arrived> registrations = new ArrayList<>();
    private Streams.@Nullable Stream<RejectedEvent> rejections;

    WorkerVerification(Work work, int partition) {
        super(
                work,
                StateForm.deployments(),
                new TopicPartition(Topics.WORKER_EVENTS, partition),
                WorkerEventForm.intake(work.subject().schemas(), work.subject().partitions()));
    }

    @Override
    void open(Streams streams) {
        rejections = streams.open(OutputForm.WORKER_REJECTIONS, rejection -> {});
    }

    @Override
    Decision fold(RecordedDeploymentEvent event, boolean isRequired) {
        Registrations.arrived(event, isJudged(event.position().offset())).ifPresent(registrations::add);
        String key = event.key().recordKey();
        byte[] stored = state(key);
        Deployment before = stored == null ? Deployment.NONE : codec.decode(stored);
        DeploymentOutcome outcome = DeploymentFold.evolve(before, event);
        if (!outcome.deployment().equals(before)) {
            keep(key, outcome.deployment().isEmpty() ? null : codec.encode(outcome.deployment()));
        }
        for (DeploymentOutput output : outcome.outputs()) {
            if (output instanceof DeploymentOutput.RunFailed failed) {
                failures.add(Written.sent(
                        failed.envelope(),
                        failed.payload(),
                        event.position(),
                        failures.size(),
                        event.recordTimeMs(),
                        isRequired));
            } else {
                Objects.requireNonNull(rejections, "rejections")
                        .expect(
                                key,
                                OutputCodec.write((DeploymentOutput.EventRejected) output),
                                event.position(),
                                event.recordTimeMs(),
                                isRequired);
            }
        }
        return outcome.decision();
    }

    @Override
    void handTo(Crossings crossings) {
        crossings.failures().sent(failures);
        crossings.registrations().arrived(registrations);
    }
}
