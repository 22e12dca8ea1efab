package io.sessionfold.client.events;

/**
 * A run that an earlier life of a producer admitted, and that is still active.
 *
 * @param sessionId the incarnation in which it was found
 */
public record LostRun(SessionAddress session, String sessionId, String runId) {}
