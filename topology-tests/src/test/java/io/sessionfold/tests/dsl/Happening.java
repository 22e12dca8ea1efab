package io.sessionfold.tests.dsl;

/** Something that happens in a scenario; its text is the Java that makes it, so that a history can be pasted into a test. */
public interface Happening {

    /** Makes it happen. */
    void happenIn(Performance performance);
}
