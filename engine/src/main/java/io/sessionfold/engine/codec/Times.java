package io.sessionfold.engine.codec;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of the contract (instants) and of the domain (numbers since 1970, with the unit in the name). */
final class Times {

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private Times() {}

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(instant.toEpochMilli());
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }

    static Instant ofMicros(long micros) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        return Instant.ofEpochSecond(second, Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }
}
