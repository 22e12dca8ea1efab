package io.sessionfold.engine.deployment;

import org.jspecify.annotations.Nullable;

/** What happened to a deployment: the payload of one worker event. */
public sealed interface DeploymentEvent {

    /** The payload's name in the vocabulary. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** A worker is up; {@code workerEpoch} counts its lives. */
    record WorkerStarted(String workerId, long workerEpoch) implements DeploymentEvent {}

    /** A life of a worker is over; {@code intentional} means that it was planned. */
    record WorkerExited(
            String workerId,
            long workerEpoch,
            boolean intentional,
            @Nullable Integer exitCode,
            @Nullable String reason) implements DeploymentEvent {}

    /** A run that names this deployment is open from now on. */
    record RunRegistered(
            String sessionKey, String runId, @Nullable String workerId) implements DeploymentEvent {}

    /** A run that named this deployment has its outcome. */
    record RunReleased(
            String sessionKey, String runId, @Nullable String workerId) implements DeploymentEvent {}

    /** A payload of a newer contract: refused UNSUPPORTED, visibly (INV-48). */
    record Unrecognised(String payloadName) implements DeploymentEvent {
        @Override
        public String type() {
            return payloadName;
        }
    }
}
