package io.sessionfold.engine.topology;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.TimerIndexBuilder;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The wiring: one input topic decides session state, one processor folds it, and every output leaves by a sink of its own.
 *
 * <pre>
 *                                       +-> run-outcomes
 *                                       +-> session-commands
 *   events -> session-fold (4 stores) --+-> worker-events
 *                                       +-> sessions-changed
 *                                       +-> rejected-events
 *                                       +-> dead-letters
 *                                       +-> deadlines, rerouted (back into events)
 * </pre>
 */
public final class SessionTopology {

    private final TopologySettings settings;
    private final Registry registry;
    private final WriterSchemas writerSchemas;
    private final InstantSource clock;
    private final boolean autoRegister;

    public SessionTopology(
            TopologySettings settings,
            Registry registry,
            WriterSchemas writerSchemas,
            InstantSource clock,
            boolean autoRegister) {
        this.settings = settings;
        this.registry = registry;
        this.writerSchemas = writerSchemas;
        this.clock = clock;
        this.autoRegister = autoRegister;
    }

    /** Registers, or looks up, the schemas of all that goes out: what is wrong with them shows before the first record. */
    public void registerSchemas() {
        new Outbox(registry, autoRegister);
    }

    public Topology build() {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                NodeNames.EVENTS,
                new EventTimes(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.EVENTS);
        topology.addProcessor(NodeNames.SESSION_FOLD, new Fold(), NodeNames.EVENTS);
        sink(topology, NodeNames.RUN_OUTCOMES, Topics.RUN_OUTCOMES);
        sink(topology, NodeNames.SESSION_COMMANDS, Topics.SESSION_COMMANDS);
        sink(topology, NodeNames.WORKER_EVENTS, Topics.WORKER_EVENTS);
        sink(topology, NodeNames.SESSIONS_CHANGED, Topics.SESSIONS_CHANGED);
        sink(topology, NodeNames.REJECTED_EVENTS, Topics.REJECTED_EVENTS);
        sink(topology, NodeNames.DEAD_LETTERS, Topics.DEAD_LETTERS);
        sink(topology, NodeNames.DEADLINES, Topics.EVENTS);
        sink(topology, NodeNames.REROUTED, Topics.EVENTS);
        return topology;
    }

    /** No partitioner anywhere: Kafka's own murmur2 of the key decides. */
    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), NodeNames.SESSION_FOLD);
    }

    /** Supplies one processor per task, each with its own readers and writers, and names the stores that it needs. */
    private final class Fold implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            RecordReader<LifecycleEvent> reader = new RecordReader<>(LifecycleEvent.class, writerSchemas);
            return new SessionFoldProcessor(
                    settings, clock, new Intake(reader, settings.partitions()), new Outbox(registry, autoRegister));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            StoreBuilder<KeyValueStore<Bytes, byte[]>> sessions = Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(StoreNames.SESSIONS), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of());
            return Set.of(
                    settings.sessionsCached() ? sessions.withCachingEnabled() : sessions,
                    inMemory(StoreNames.RETRY_GUARDS),
                    inMemory(StoreNames.PROGRESS),
                    new TimerIndexBuilder(StoreNames.TIMER_INDEX));
        }

        private static StoreBuilder<KeyValueStore<Bytes, byte[]>> inMemory(String name) {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of())
                    .withCachingEnabled();
        }
    }
}
