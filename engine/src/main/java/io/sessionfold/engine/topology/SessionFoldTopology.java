package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.store.StoreBuilders;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.TimerIndexBuilder;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The sub-topology that decides sessions, by the events topic alone. */
final class SessionFoldTopology implements SubTopology {

    private final TopologySettings settings;
    private final ContractRecords records;
    private final InstantSource clock;
    private final FoldListeners listeners;

    SessionFoldTopology(
            TopologySettings settings, ContractRecords records, InstantSource clock, FoldListeners listeners) {
        this.settings = settings;
        this.records = records;
        this.clock = clock;
        this.listeners = listeners;
    }

    @Override
    public void registerSchemas() {
        new Fold(records.askingAtOnce()).get();
    }

    @Override
    public void addTo(Topology topology) {
        Nodes.source(topology, NodeNames.EVENTS, Topics.EVENTS);
        topology.addProcessor(NodeNames.SESSION_FOLD, new Fold(records), NodeNames.EVENTS);
        sink(topology, NodeNames.RUN_OUTCOMES, Topics.RUN_OUTCOMES);
        sink(topology, NodeNames.SESSION_COMMANDS, Topics.SESSION_COMMANDS);
        sink(topology, NodeNames.WORKER_EVENTS, Topics.WORKER_EVENTS);
        sink(topology, NodeNames.SESSIONS_CHANGED, Topics.SESSIONS_CHANGED);
        sink(topology, NodeNames.REJECTED_EVENTS, Topics.REJECTED_EVENTS);
        sink(topology, NodeNames.DEAD_LETTERS, Topics.DEAD_LETTERS);
        sink(topology, NodeNames.DEADLINES, Topics.EVENTS);
        sink(topology, NodeNames.QUARANTINES, Topics.EVENTS);
        sink(topology, NodeNames.REROUTED, Topics.EVENTS);
    }

    private static void sink(Topology topology, String node, String topic) {
        Nodes.sink(topology, node, topic, NodeNames.SESSION_FOLD);
    }

    /** Supplies one processor per task, each with its own readers and writers, and names the stores that it needs. */
    private final class Fold implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        private final ContractRecords records;

        Fold(ContractRecords records) {
            this.records = records;
        }

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new SessionFoldProcessor(
                    settings,
                    clock,
                    SessionEventForm.intake(records.schemas(), settings.partitions()),
                    new Outbox(records),
                    new Strays(records, NodeNames.DEAD_LETTERS, NodeNames.REROUTED),
                    listeners);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    StoreBuilders.onDisk(StoreNames.SESSIONS, settings.sessionsCached()),
                    StoreBuilders.index(StoreNames.SESSIONS_INDEX, settings.sessionsCached()),
                    StoreBuilders.inMemory(StoreNames.RETRY_GUARDS),
                    StoreBuilders.onDisk(StoreNames.PARKED_EVENTS, false),
                    StoreBuilders.inMemory(StoreNames.PROGRESS),
                    new TimerIndexBuilder(StoreNames.TIMER_INDEX));
        }
    }
}
