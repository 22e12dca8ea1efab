package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * An error that is not final yet (INV-17): what the outcome will say if nothing contradicts it within the grace.
 *
 * @param endedAtMs the producer's claim, or the record time of the error
 * @param executionStarted false only if the producer says that the run never executed
 */
public record PendingError(
        String errorCode, @Nullable String error, boolean timeout, long endedAtMs, boolean executionStarted) {}
