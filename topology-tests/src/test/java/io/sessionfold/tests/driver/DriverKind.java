package io.sessionfold.tests.driver;

/** The drivers that there are. */
public enum DriverKind {
    /** The fold alone, in memory. */
    PURE,
    /** The topology without a broker. */
    TOPOLOGY;

    public Driver driver() {
        return switch (this) {
            case PURE -> new PureFold();
            case TOPOLOGY -> new TopologyDriver(false);
        };
    }
}
