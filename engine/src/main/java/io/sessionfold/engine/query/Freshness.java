package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.Optional;

/** How fresh this instance's copies are. Thread-safe. */
@FunctionalInterface
public interface Freshness {

    /** How long ago a partition's copy last had all that was committed; empty if it never had, or there is none. */
    Optional<Duration> staleness(int partition);
}
