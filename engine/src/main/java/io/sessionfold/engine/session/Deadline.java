package io.sessionfold.engine.session;

/**
 * When something is due.
 *
 * @param deadlineAtMs in milliseconds since 1970, on the axis of record times
 * @param generation tells this deadline from every earlier one of its session (INV-20)
 */
public record Deadline(long deadlineAtMs, long generation) {}
