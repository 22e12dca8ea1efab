package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.WorkerEventForm;
import io.sessionfold.engine.store.StoreBuilders;
import io.sessionfold.engine.store.StoreNames;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The sub-topology that fails runs with their workers, by the worker events alone: the session fold writes there which runs
 * rest on a deployment, so that one partition has registrations and exits in one order (INV-18).
 */
final class WorkerTopology implements SubTopology {

    private final TopologySettings settings;
    private final ContractRecords records;

    WorkerTopology(TopologySettings settings, ContractRecords records) {
        this.settings = settings;
        this.records = records;
    }

    @Override
    public void registerSchemas() {
        new Fold(records.askingAtOnce()).get();
    }

    @Override
    public void addTo(Topology topology) {
        Nodes.source(topology, NodeNames.WORKER_EVENTS_IN, Topics.WORKER_EVENTS);
        topology.addProcessor(NodeNames.DEPLOYMENT_FOLD, new Fold(records), NodeNames.WORKER_EVENTS_IN);
        sink(topology, NodeNames.FAILED_RUNS, Topics.EVENTS);
        sink(topology, NodeNames.REJECTED_WORKER_EVENTS, Topics.REJECTED_EVENTS);
        sink(topology, NodeNames.WORKER_DEAD_LETTERS, Topics.DEAD_LETTERS);
        sink(topology, NodeNames.REROUTED_WORKER_EVENTS, Topics.WORKER_EVENTS);
    }

    private static void sink(Topology topology, String node, String topic) {
        Nodes.sink(topology, node, topic, NodeNames.DEPLOYMENT_FOLD);
    }

    /** Supplies one processor per task. */
    private final class Fold implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        private final ContractRecords records;

        Fold(ContractRecords records) {
            this.records = records;
        }

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new DeploymentFoldProcessor(
                    WorkerEventForm.intake(records.schemas(), settings.partitions()),
                    new Strays(records, NodeNames.WORKER_DEAD_LETTERS, NodeNames.REROUTED_WORKER_EVENTS),
                    new WorkerOutbox(records));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    StoreBuilders.onDisk(StoreNames.DEPLOYMENTS, settings.sessionsCached()),
                    StoreBuilders.inMemory(StoreNames.WORKER_PROGRESS));
        }
    }
}
