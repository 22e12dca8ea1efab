package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointBegun;
import io.sessionfold.engine.log.Span;
import org.jspecify.annotations.Nullable;

/**
 * What the topic has of one checkpoint on one partition.
 *
 * @param id the checkpoint
 * @param partition of the topic
 * @param begun its beginning; null if retention has taken that
 * @param span from its first record to behind its last
 * @param states how many values of stores it has
 * @param damage why it is worth nothing, in a sentence; null if it is whole
 */
record StoredPart(
        String id,
        int partition,
        @Nullable CheckpointBegun begun,
        Span span,
        long states,
        @Nullable String damage) {}
