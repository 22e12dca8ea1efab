package io.sessionfold.engine.deployment;

import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.SessionEvent.RunErrored;

/** What one step of the deployment fold lets out. */
public sealed interface DeploymentOutput {

    /** A run fails: an event for its session, which decides whether there is still something to end. */
    record RunFailed(Envelope envelope, RunErrored payload) implements DeploymentOutput {}

    /** A worker event was refused, with the reason in words (INV-46). */
    record EventRejected(RecordedDeploymentEvent event, RejectionReason reason, String detail)
            implements DeploymentOutput {}
}
