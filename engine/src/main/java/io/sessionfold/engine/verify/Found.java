package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record that stands in a topic.
 *
 * @param value null for a tombstone, and where it cannot be read
 * @param body the bytes of the value if they were written with this release's schema; null if not
 * @param unreadable why it cannot be read; null if it can
 * @param isJudged whether everything that it may follow from will be folded; a later one is only looked for
 */
record Found<T>(
        String recordKey,
        @Nullable T value,
        @Nullable ByteBuffer body,
        @Nullable String unreadable,
        String identity,
        Position at,
        @Nullable Position cause,
        long recordTimeMs,
        boolean isJudged) {}
