package io.sessionfold.engine.history;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was: at an offset of its key's partition of the events, or at a time.
 *
 * @param offset the last event that counts; empty if a time is asked for
 * @param timeMs every event counts before the first of its partition whose record time is later, in ms since 1970
 * @param owner whose rows alone may be seen; null for whoever sees the tenant
 * @param patience how long to wait until that is decided and indexed
 */
public record PastWish(
        OptionalLong offset, OptionalLong timeMs, @Nullable String owner, Duration patience) {

    PastWish within(Duration time) {
        return new PastWish(offset, timeMs, owner, time);
    }

    public static PastWish at(long offset, @Nullable String owner, Duration patience) {
        return new PastWish(OptionalLong.of(offset), OptionalLong.empty(), owner, patience);
    }

    public static PastWish atTime(long timeMs, @Nullable String owner, Duration patience) {
        return new PastWish(OptionalLong.empty(), OptionalLong.of(timeMs), owner, patience);
    }
}
