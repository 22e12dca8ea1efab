package io.sessionfold.engine.deployment;

import org.jspecify.annotations.Nullable;

/**
 * How a run rests on a deployment.
 *
 * @param workerId the worker that it named; null means any
 */
public record Registration(@Nullable String workerId) {}
