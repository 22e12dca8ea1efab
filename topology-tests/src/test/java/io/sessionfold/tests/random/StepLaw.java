package io.sessionfold.tests.random;

/** What holds of every step. */
@FunctionalInterface
interface StepLaw {

    /** Fails with an AssertionError that says what does not hold. */
    void check(FoldedStep step);
}
