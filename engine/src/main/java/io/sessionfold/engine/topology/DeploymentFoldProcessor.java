package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.deployment.Deployment;
import io.sessionfold.engine.deployment.DeploymentFold;
import io.sessionfold.engine.deployment.DeploymentOutcome;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.store.DeploymentStore;
import io.sessionfold.engine.store.StoreNames;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** The shell around the deployment fold. */
final class DeploymentFoldProcessor extends KeyedProcessor<RecordedDeploymentEvent> {

    private final WorkerOutbox outbox;
    private @Nullable DeploymentStore deployments;

    DeploymentFoldProcessor(Intake<?, RecordedDeploymentEvent> intake, Strays strays, WorkerOutbox outbox) {
        super(intake, strays, StoreNames.WORKER_PROGRESS);
        this.outbox = outbox;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        deployments = new DeploymentStore(context.getStateStore(StoreNames.DEPLOYMENTS));
    }

    @Override
    Decision fold(RecordedDeploymentEvent event) {
        DeploymentStore store = Objects.requireNonNull(deployments, "deployments");
        Deployment before = store.find(event.key());
        DeploymentOutcome outcome = DeploymentFold.evolve(before, event);
        List<Letter> letters = outbox.letters(outcome.outputs(), event);
        if (!outcome.deployment().equals(before)) {
            store.put(event.key(), outcome.deployment());
        }
        letters.forEach(this::forward);
        return outcome.decision();
    }
}
