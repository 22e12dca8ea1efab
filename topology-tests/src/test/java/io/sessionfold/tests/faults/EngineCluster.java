package io.sessionfold.tests.faults;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.live.KafkaStack;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker and a registry with the topics of the contract, and engines on it as a test asks for them. */
public final class EngineCluster implements AutoCloseable {

    /** The partition count of every topic whose partitions follow the key. */
    public static final int PARTITIONS = 4;

    private static final int REQUEST_BYTES_MAX = 8 * 1024 * 1024;

    private final Path folder;
    private final KafkaStack stack;
    private final Registry registry;
    private final RecordWriter<LifecycleEvent> events;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final Deque<Engine> engines = new ArrayDeque<>();

    private EngineCluster(Path folder, KafkaStack stack) {
        this.folder = folder;
        this.stack = stack;
        TopicSetup.ensure(settings("setup", Map.of()));
        this.registry = Registry.connect(List.of(stack.registryUrl()), Map.of(), InstantSource.system());
        this.events = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "max.request.size", REQUEST_BYTES_MAX),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts the broker and the registry on a folder, with no engine yet. */
    public static EngineCluster start(Path folder) {
        return on(KafkaStack.embedded(folder.resolve("stack")), folder);
    }

    /** Makes the topics on an empty stack, which is closed with the cluster; the engines' state goes to the folder. */
    public static EngineCluster on(KafkaStack stack, Path folder) {
        try {
            return new EngineCluster(folder, stack);
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    /** Starts an instance with a state folder of its own; it is closed with the cluster if not before. */
    public Engine startEngine(String name, Map<String, String> more) {
        Engine engine = Engine.start(settings(name, more));
        engines.push(engine);
        return engine;
    }

    /** The same, with the meanings of a history that it knows. */
    public Engine startEngine(String name, FoldVersions folds) {
        Engine engine = Engine.start(settings(name, Map.of()), InstantSource.system(), folds);
        engines.push(engine);
        return engine;
    }

    /** The settings of an instance on this cluster. */
    public Settings settings(String name, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(flags(name));
        flags.putAll(more);
        return Settings.of(flags);
    }

    /** The same by their names, as an instance in a process of its own is told them. */
    public Map<String, String> flags(String name) {
        return Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "registry.url", stack.registryUrl(),
                "state.dir", folder.resolve("state-" + name).toString(),
                "partitions", Integer.toString(PARTITIONS),
                "replication.factor", "1",
                "standby.replicas", "0");
    }

    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    public String registryUrl() {
        return stack.registryUrl();
    }

    public Registry registry() {
        return registry;
    }

    /** Schemas by id, as a reader of the topics looks them up. */
    public WriterSchemas schemas() {
        return new WriterSchemas(registry, InstantSource.system());
    }

    /** An event as it stands in the topic. */
    public byte[] framed(LifecycleEvent event) {
        return events.write(event);
    }

    /** Sends a record as it is; a null partition is the key's own. */
    public void send(@Nullable Integer partition, byte @Nullable [] key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(Topics.EVENTS, partition, key, value)));
    }

    /** Waits until everything sent is acknowledged. */
    public void flush() throws InterruptedException, ExecutionException {
        producer.flush();
        for (Future<RecordMetadata> acknowledged : sent) {
            acknowledged.get();
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
        while (!engines.isEmpty()) {
            engines.pop().close();
        }
        stack.close();
    }
}
