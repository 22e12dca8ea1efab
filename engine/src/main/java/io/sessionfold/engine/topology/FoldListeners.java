package io.sessionfold.engine.topology;

/**
 * Who is told, beside the stores, what the session fold does.
 *
 * @param watch wakes whoever waits for it
 * @param leases know which tasks run
 */
public record FoldListeners(FoldWatch watch, PollLeases leases) {}
