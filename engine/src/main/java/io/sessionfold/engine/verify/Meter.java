package io.sessionfold.engine.verify;

/** How far a verification is; told of every so many records, by any thread. */
@FunctionalInterface
public interface Meter {

    /** Of how many records one is told at a time. */
    int STEP = 1_000;

    /** So many records more of the inputs were folded. */
    void folded(long records);
}
