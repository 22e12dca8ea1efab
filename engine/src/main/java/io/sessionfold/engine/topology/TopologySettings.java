package io.sessionfold.engine.topology;

import io.sessionfold.engine.session.FoldVersions;

/**
 * What the wiring has to know; none of it changes what a history means, which the log says.
 *
 * @param folds the fold versions that this engine knows
 * @param partitions the pinned partition count of the events topic
 * @param sessionsCached whether a cache stands in front of the session store: then the changelog gets one record per
 *     session and commit instead of one per event; what goes out is the same
 * @param tickMs how often the timer looks for what is due
 * @param lapsesPerTick how many sessions it visits each time at the most
 */
public record TopologySettings(
        FoldVersions folds, int partitions, boolean sessionsCached, long tickMs, int lapsesPerTick) {}
