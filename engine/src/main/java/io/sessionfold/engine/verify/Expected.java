package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import org.jspecify.annotations.Nullable;

/**
 * A record that follows from the log.
 *
 * @param recordKey the key that it has
 * @param value null for a tombstone
 * @param identity what tells it from the others of its topic
 * @param cause where the event stands that leads to it
 * @param recordTimeMs of that event
 * @param isRequired whether the live fold was here when the verification began; what follows later may be on its way
 */
record Expected<T>(
        String recordKey, @Nullable T value, String identity, Position cause, long recordTimeMs, boolean isRequired) {}
