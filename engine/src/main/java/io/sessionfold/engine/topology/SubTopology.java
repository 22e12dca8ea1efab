package io.sessionfold.engine.topology;

import org.apache.kafka.streams.Topology;

/** One input topic, and everything that is decided by it alone. */
interface SubTopology {

    /** Registers, or looks up, the schemas of all that goes out: what is wrong with them shows before the first record. */
    void registerSchemas();

    /** Adds its nodes, of which exactly one is a source. */
    void addTo(Topology topology);
}
