package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.store.RocksMemory;
import io.sessionfold.engine.topology.SessionTopology;
import io.sessionfold.engine.topology.TopologySettings;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The engine's topology in Kafka's own test driver, on bytes: what a broker would hand to it and take from it. */
public final class TopologyHarness implements AutoCloseable {

    /** How often the timer looks, in milliseconds of the driver's wall clock. */
    public static final long TICK_MS = 100;

    private static final int SESSIONS_PER_TICK = 1_000;

    private final Registry registry = Registry.mock("harness-" + UUID.randomUUID());
    private final WriterSchemas schemas;
    private final Path folder;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> workerEvents;

    /** A topology that believes in so many partitions, and is on the first of them. */
    public TopologyHarness(MovedClock clock, int partitions, boolean sessionsCached) {
        this(clock, partitions, sessionsCached, SESSIONS_PER_TICK);
    }

    /** The same, of an engine that knows these fold versions. */
    public TopologyHarness(FoldVersions folds, MovedClock clock, int partitions, boolean sessionsCached) {
        this(folds, clock, partitions, sessionsCached, SESSIONS_PER_TICK);
    }

    /** The same, whose timer visits at most so many sessions when it looks. */
    public TopologyHarness(MovedClock clock, int partitions, boolean sessionsCached, int sessionsPerTick) {
        this(FoldVersions.KNOWN, clock, partitions, sessionsCached, sessionsPerTick);
    }

    private TopologyHarness(
            FoldVersions folds, MovedClock clock, int partitions, boolean sessionsCached, int sessionsPerTick) {
        this.schemas = new WriterSchemas(registry, clock);
        this.folder = newFolder();
        TopologySettings settings = new TopologySettings(folds, partitions, sessionsCached, TICK_MS, sessionsPerTick);
        SessionTopology topology = new SessionTopology(settings, registry, schemas, clock, true);
        this.driver = new TopologyTestDriver(topology.build(), properties(), clock.instant());
        this.events =
                driver.createInputTopic("sessionfold.events", new ByteArraySerializer(), new ByteArraySerializer());
        this.workerEvents = driver.createInputTopic(
                "sessionfold.worker-events", new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Registry registry() {
        return registry;
    }

    public WriterSchemas schemas() {
        return schemas;
    }

    public TopologyTestDriver driver() {
        return driver;
    }

    /** Hands one record of the events topic to the topology. */
    public void pipe(byte @Nullable [] key, byte @Nullable [] value, Headers headers, long recordTimeMs) {
        events.pipeInput(new TestRecord<>(key, value, headers, Instant.ofEpochMilli(recordTimeMs)));
    }

    /** Hands one worker event to the topology. */
    public void pipeWorkerEvent(byte @Nullable [] key, byte @Nullable [] value, Headers headers, long recordTimeMs) {
        workerEvents.pipeInput(new TestRecord<>(key, value, headers, Instant.ofEpochMilli(recordTimeMs)));
    }

    /** The records that came out on a topic since the last look. */
    public List<TestRecord<byte[], byte[]>> read(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return new ArrayList<>(output.readRecordsToList());
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the state folder " + folder + " to be removable", e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "sessionfold-harness");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
        return properties;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("sessionfold-harness");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder for the state to be creatable", e);
        }
    }
}
