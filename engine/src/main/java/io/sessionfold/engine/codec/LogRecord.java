package io.sessionfold.engine.codec;

import io.sessionfold.engine.session.Position;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands in the log, whoever reads it: the live engine or a replay. Its arrays are shared and not copied;
 * nobody writes to them.
 */
public final class LogRecord {

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final long recordTimeMs;
    private final Position at;
    private final boolean isRerouted;

    /**
     * @param recordTimeMs Kafka's record time, in milliseconds since 1970
     * @param isRerouted whether it was sent here from a partition that is not its key's
     */
    public LogRecord(
            byte @Nullable [] key, byte @Nullable [] value, long recordTimeMs, Position at, boolean isRerouted) {
        this.key = key;
        this.value = value;
        this.recordTimeMs = recordTimeMs;
        this.at = at;
        this.isRerouted = isRerouted;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    long recordTimeMs() {
        return recordTimeMs;
    }

    Position at() {
        return at;
    }

    boolean isRerouted() {
        return isRerouted;
    }
}
