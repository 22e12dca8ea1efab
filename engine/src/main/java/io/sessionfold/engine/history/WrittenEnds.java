package io.sessionfold.engine.history;

/**
 * What the fold has decided of a partition, and where its outputs ended when that was known: they are indexed once the
 * index is as far.
 *
 * @param decided every event below this offset was folded, and its transaction committed
 * @param changes the end of sessions-changed, open transactions included
 * @param refusals the end of rejected-events, open transactions included
 */
public record WrittenEnds(long decided, long changes, long refusals) {}
