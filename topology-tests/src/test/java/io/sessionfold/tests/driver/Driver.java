package io.sessionfold.tests.driver;

/** What scenarios run on. It keeps nothing of a scenario; a stage does. */
public interface Driver {

    /** The name that a failure shows. */
    String name();

    /** An empty stage for one scenario. */
    Stage begin();
}
