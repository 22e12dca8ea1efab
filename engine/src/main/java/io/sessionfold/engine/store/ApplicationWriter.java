package io.sessionfold.engine.store;

import io.sessionfold.engine.application.Application;

/** Writes applications: only the topology and a restore may hold one. */
public interface ApplicationWriter {

    /** Keeps the state of an application. */
    void put(Application application);
}
