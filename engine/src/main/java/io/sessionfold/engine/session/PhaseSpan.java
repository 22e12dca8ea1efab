package io.sessionfold.engine.session;

/** A phase, and the record time since when it was in force, in milliseconds since 1970. */
public record PhaseSpan(Phase phase, long sinceMs) {}
