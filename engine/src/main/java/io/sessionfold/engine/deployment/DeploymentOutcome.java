package io.sessionfold.engine.deployment;

import io.sessionfold.engine.session.Decision;
import java.util.List;

/** What one step of the deployment fold comes to. */
public record DeploymentOutcome(Deployment deployment, Decision decision, List<DeploymentOutput> outputs) {}
