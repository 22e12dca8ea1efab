package io.sessionfold.engine.deployment;

/** The last life of a worker that is over; {@code intentional} means that it was planned. */
public record ExitedWorker(String workerId, long workerEpoch, boolean intentional) {}
