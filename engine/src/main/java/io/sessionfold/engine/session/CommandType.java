package io.sessionfold.engine.session;

/** What a controller or a worker is told to do. */
public enum CommandType {
    START_SESSION,
    STOP_SESSION,
    HIBERNATE,
    WAKE,
    START_RUN,
    ABORT_RUN,
    RECOVER_RUN,
    INSTALL_APPLICATION
}
