package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import org.jspecify.annotations.Nullable;

/**
 * A record that stands in a topic.
 *
 * @param value null for a tombstone, and where it cannot be read
 * @param unreadable why it cannot be read; null if it can
 * @param isJudged whether everything that it may follow from will be folded; a later one is only looked for
 */
record Found<T>(
        String recordKey,
        @Nullable T value,
        @Nullable String unreadable,
        String identity,
        Position at,
        @Nullable Position cause,
        long recordTimeMs,
        boolean isJudged) {}
