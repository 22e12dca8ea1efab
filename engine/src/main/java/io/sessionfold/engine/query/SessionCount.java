package io.sessionfold.engine.query;

/**
 * How many sessions there are.
 *
 * @param source which other instances counted, if any, and how stale the stalest copy among them was
 */
public record SessionCount(long count, Source source) {}
