package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * The last change of the public row: which event made it and why.
 *
 * @param runId null if several runs changed, or none
 * @param atMs the record time, in milliseconds since 1970
 */
public record LastChange(
        String eventId,
        String eventType,
        @Nullable String reason,
        @Nullable String runId,
        long atMs) {}
