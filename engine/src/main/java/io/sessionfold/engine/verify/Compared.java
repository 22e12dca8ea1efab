package io.sessionfold.engine.verify;

import java.util.Map;

/**
 * What was compared.
 *
 * @param same by topic or store, how many records or states are as they have to be
 * @param unprovable by topic, how many records Kafka has removed by itself: what they said cannot be proven any more
 * @param events how many records of the inputs were folded
 * @param behind of those, how many the live fold may not have folded yet
 * @param outcomes how many runs have an outcome
 * @param activeRunsAtEnd how many runs the last rows of all sessions show as active
 * @param maxConcurrentRuns the most runs that one row showed as active
 */
public record Compared(
        Map<String, Long> same,
        Map<String, Long> unprovable,
        long events,
        long behind,
        long outcomes,
        long activeRunsAtEnd,
        int maxConcurrentRuns) {}
