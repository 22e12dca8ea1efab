package io.sessionfold.engine.store;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import java.util.Optional;

/** Reads applications; a signature that takes one cannot write. */
public interface ApplicationReader {

    /** The state of an application; empty if no event was folded for its key. */
    Optional<Application> find(ApplicationKey key);
}
