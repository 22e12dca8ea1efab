package io.sessionfold.engine.log;

/**
 * A part of a partition.
 *
 * @param from the first offset that is there
 * @param to the offset behind the last; up to here every transaction is decided
 */
public record Span(long from, long to) {

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return from >= to;
    }
}
