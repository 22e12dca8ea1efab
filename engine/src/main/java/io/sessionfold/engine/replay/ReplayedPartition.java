package io.sessionfold.engine.replay;

import io.sessionfold.engine.store.ProgressCounts;

/**
 * What a replay made of one partition.
 *
 * @param begun where its states begin
 * @param from the first offset that this replay read; before it an earlier one, or a checkpoint, had been
 * @param read how many records this replay read
 * @param counts what became of all that were folded, by this replay and what it went on from
 */
public record ReplayedPartition(Stretch stretch, Begun begun, long from, long read, ProgressCounts counts) {}
