package io.sessionfold.engine.replay;

import io.sessionfold.engine.store.ProgressCounts;

/**
 * How far a partition was folded.
 *
 * @param next the first offset that is not folded yet
 * @param counts what became of the records before it
 * @param begun from where on
 */
public record Mark(long next, ProgressCounts counts, Begun begun) {}
