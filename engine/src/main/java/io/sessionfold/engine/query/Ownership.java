package io.sessionfold.engine.query;

/** Who can answer for a record key. */
public sealed interface Ownership {

    /** This instance, from the store of this partition. */
    record Here(int partition) implements Ownership {}

    /**
     * Another instance.
     *
     * @param instance its advertised host and port
     */
    record Elsewhere(String instance) implements Ownership {}

    /** Nobody, or it is not known yet. */
    record Nobody(String reason) implements Ownership {}
}
