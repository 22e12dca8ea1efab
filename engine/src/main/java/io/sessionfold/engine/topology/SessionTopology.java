package io.sessionfold.engine.topology;

import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.Topology;

/**
 * The wiring: each input topic has one processor that decides by it alone, and every output leaves by a sink of its own.
 *
 * <pre>
 *                                                 +-> run-outcomes
 *                                                 +-> session-commands
 *   events ---------> session-fold (6 stores) ----+-> worker-events
 *                                                 +-> sessions-changed
 *                                                 +-> rejected-events
 *                                                 +-> dead-letters
 *                                                 +-> deadlines, quarantines, rerouted (back into events)
 *
 *                                                 +-> failed-runs (into events)
 *   worker-events --> deployment-fold (2 stores) -+-> rejected-events
 *                                                 +-> dead-letters
 *                                                 +-> rerouted (back into worker-events)
 *
 *                                                 +-> session-commands
 *   application-events --> application-fold ------+-> applications-changed
 *                          (2 stores)             +-> rejected-events
 *                                                 +-> dead-letters
 *                                                 +-> rerouted (back into application-events)
 * </pre>
 */
public final class SessionTopology {

    private final List<SubTopology> parts;

    /** The wiring where nobody waits for the fold. */
    public SessionTopology(
            TopologySettings settings,
            Registry registry,
            WriterSchemas writerSchemas,
            InstantSource clock,
            boolean autoRegister) {
        this(
                settings,
                registry,
                writerSchemas,
                clock,
                autoRegister,
                new FoldListeners(new FoldWatch(), new PollLeases(clock)));
    }

    /** @param listeners are told what the session fold does */
    public SessionTopology(
            TopologySettings settings,
            Registry registry,
            WriterSchemas writerSchemas,
            InstantSource clock,
            boolean autoRegister,
            FoldListeners listeners) {
        ContractRecords records = ContractRecords.asTheyCome(registry, writerSchemas, autoRegister);
        this.parts = List.of(
                new SessionFoldTopology(settings, records, clock, listeners),
                new WorkerTopology(settings, records),
                new ApplicationFoldTopology(settings, records));
    }

    /** Registers, or looks up, the schemas of all that goes out: what is wrong with them shows before the first record. */
    public void registerSchemas() {
        parts.forEach(SubTopology::registerSchemas);
    }

    public Topology build() {
        Topology topology = new Topology();
        parts.forEach(part -> part.addTo(topology));
        return topology;
    }
}
