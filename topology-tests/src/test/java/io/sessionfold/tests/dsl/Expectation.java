package io.sessionfold.tests.dsl;

/** Something that must be seen; its text is the Java that makes it. */
public interface Expectation {

    /** Fails with what was expected and what was seen. */
    void check(Moment moment);
}
