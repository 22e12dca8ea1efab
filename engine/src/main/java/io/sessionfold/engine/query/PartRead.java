package io.sessionfold.engine.query;

/**
 * One instance's part of a list or a count.
 *
 * @param count how many there are, if that was asked; then the part has no session, but may have a cursor to go on at
 */
public record PartRead(SessionPart part, long count, Source source) {}
