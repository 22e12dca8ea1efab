package io.sessionfold.tests.driver;

/** The drivers that there are. */
public enum DriverKind {
    /** The fold alone, in memory. */
    PURE,
    /** The topology without a broker. */
    TOPOLOGY,
    /** A real engine on a real broker. */
    LIVE,
    /** The same with the broker in a container, where there is Docker; the named cases play on it too. */
    CONTAINER
}
