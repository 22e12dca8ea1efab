package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a reader wants of an answer about one session.
 *
 * @param minOffset the offset, on the key's own partition of the events, that has to be folded
 * @param minVersion the stateVersion that the row has to have
 * @param fromOwner whether only the owner's answer will do: guards are not read from a standby
 * @param patience how long to wait for all that
 */
public record ReadWish(OptionalLong minOffset, OptionalLong minVersion, boolean fromOwner, Duration patience) {

    /** How long a read waits unless it is told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whatever can be had, said how fresh it is. */
    public static final ReadWish ANY = new ReadWish(OptionalLong.empty(), OptionalLong.empty(), false, PATIENCE);

    /** What stands behind an event. */
    public static ReadWish behind(long offset) {
        return new ReadWish(OptionalLong.of(offset), OptionalLong.empty(), false, PATIENCE);
    }

    /** The same, of the owner alone. */
    public ReadWish ofOwner() {
        return new ReadWish(minOffset, minVersion, true, patience);
    }

    public ReadWish within(Duration time) {
        return new ReadWish(minOffset, minVersion, fromOwner, time);
    }
}
