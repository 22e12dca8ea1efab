package io.sessionfold.engine.query;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from, and how fresh it is.
 *
 * @param instance the advertised address of the instance whose store answered; null for this one
 * @param staleness how far the copy may be behind what is committed; null for the owner's own answer, which is not behind
 */
public record Source(@Nullable String instance, @Nullable Duration staleness) {

    /** This instance, as the owner. */
    public static final Source HERE = new Source(null, null);

    /** Whether the owner of the key answered. */
    public boolean isOwner() {
        return staleness == null;
    }
}
