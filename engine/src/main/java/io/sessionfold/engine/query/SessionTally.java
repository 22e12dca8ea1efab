package io.sessionfold.engine.query;

import org.jspecify.annotations.Nullable;

/**
 * How many of some partitions' sessions a filter asks for.
 *
 * @param cursor where the counting goes on; null if it is done
 */
public record SessionTally(long count, @Nullable Cursor cursor) {}
