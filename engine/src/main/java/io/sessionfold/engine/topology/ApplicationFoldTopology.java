package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.ApplicationEventForm;
import io.sessionfold.engine.store.StoreBuilders;
import io.sessionfold.engine.store.StoreNames;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The sub-topology that decides applications, by the application-events topic alone. */
final class ApplicationFoldTopology implements SubTopology {

    /** A put per event: reports are few, and a row with its icon is too large to keep twice. */
    private static final boolean UNCACHED = false;

    private final TopologySettings settings;
    private final ContractRecords records;

    ApplicationFoldTopology(TopologySettings settings, ContractRecords records) {
        this.settings = settings;
        this.records = records;
    }

    @Override
    public void registerSchemas() {
        new Fold(records.askingAtOnce()).get();
    }

    @Override
    public void addTo(Topology topology) {
        Nodes.source(topology, NodeNames.APPLICATION_EVENTS, Topics.APPLICATION_EVENTS);
        topology.addProcessor(NodeNames.APPLICATION_FOLD, new Fold(records), NodeNames.APPLICATION_EVENTS);
        sink(topology, NodeNames.APPLICATION_COMMANDS, Topics.SESSION_COMMANDS);
        sink(topology, NodeNames.APPLICATIONS_CHANGED, Topics.APPLICATIONS_CHANGED);
        sink(topology, NodeNames.REJECTED_APPLICATION_EVENTS, Topics.REJECTED_EVENTS);
        sink(topology, NodeNames.APPLICATION_DEAD_LETTERS, Topics.DEAD_LETTERS);
        sink(topology, NodeNames.REROUTED_APPLICATION_EVENTS, Topics.APPLICATION_EVENTS);
    }

    private static void sink(Topology topology, String node, String topic) {
        Nodes.sink(topology, node, topic, NodeNames.APPLICATION_FOLD);
    }

    /** Supplies one processor per task, each with its own readers and writers, and names the stores that it needs. */
    private final class Fold implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        private final ContractRecords records;

        Fold(ContractRecords records) {
            this.records = records;
        }

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new ApplicationFoldProcessor(
                    ApplicationEventForm.intake(records.schemas(), settings.partitions()),
                    new ApplicationOutbox(records),
                    new Strays(records, NodeNames.APPLICATION_DEAD_LETTERS, NodeNames.REROUTED_APPLICATION_EVENTS));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    StoreBuilders.onDisk(StoreNames.APPLICATIONS, UNCACHED),
                    StoreBuilders.inMemory(StoreNames.APPLICATION_PROGRESS));
        }
    }
}
