package io.sessionfold.engine.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verification came to.
 *
 * @param counts how many findings there are of each kind
 * @param findings the earliest of each kind, the earliest of all first
 * @param around the events of the session around the first finding, one per line
 * @param seconds how long it took
 * @param resting what rests on the word of checkpoints
 */
public record Report(
        Map<Kind, Long> counts,
        List<Finding> findings,
        List<String> around,
        Compared compared,
        double seconds,
        Resting resting) {

    /** Whether everything that was published and is live follows from the log. */
    public boolean holds() {
        return counts.isEmpty();
    }

    /** The earliest finding; empty if it holds. */
    public Optional<Finding> first() {
        return findings.stream().findFirst();
    }
}
