package io.sessionfold.engine.load;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends loads to the topics of events. Nothing is dropped, and nothing is sent twice: each record carries the load's mark, and
 * what an earlier attempt brought into the topic is skipped. The first send that fails ends the load.
 */
public final class EventLoader {

    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MS = 5;
    private static final int IN_FLIGHT = 5;

    private final LoadTopics topics;
    private final Map<String, Object> clients;
    private final Registry registry;
    private final boolean autoRegister;
    private final LongSupplier nanoTime;

    /**
     * @param topics where the events go
     * @param clients how Kafka is reached, by its clients' own names
     * @param nanoTime what the time is, on a clock that never goes back
     */
    public EventLoader(
            LoadTopics topics,
            Map<String, Object> clients,
            Registry registry,
            boolean autoRegister,
            LongSupplier nanoTime) {
        this.topics = topics;
        this.clients = Map.copyOf(clients);
        this.registry = registry;
        this.autoRegister = autoRegister;
        this.nanoTime = nanoTime;
    }

    /**
     * What a load did: how many events it sent, and how many were there already.
     *
     * @param lastOffsets by partition of the sessions' events, the offset of the last one of the load, whichever attempt
     *     sent it
     */
    public record Loaded(long sent, long skipped, Map<Integer, Long> lastOffsets) {}

    /**
     * Sends a load, and returns when Kafka has acknowledged all of it.
     *
     * @param speed how many times faster than recorded; infinite for as fast as it goes
     * @throws LoadFailedException if Kafka or the registry did not take an event
     */
    public Loaded send(Load load, double speed, LoadProgress progress) {
        LoadHeader header = new LoadHeader(load.id());
        try {
            return new Attempt(header, new LoadPace(speed, nanoTime)).run(load, progress);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private <T extends SpecificRecord> LoadLane<T> lane(Class<T> type, String topic, LoadHeader header) {
        return new LoadLane<>(
                topic,
                new RecordWriter<>(type, topic, registry, autoRegister),
                header,
                ResumePoints.find(clients, topic, header, nanoTime));
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT);
        return settings;
    }

    private static LoadFailedException failed(Exception cause) {
        return new LoadFailedException(
                "Expected Kafka to take every event of the load, but it did not (%s); run the same load again to go on"
                        .formatted(cause.getMessage()),
                cause);
    }

    /** One attempt to bring a load into its topics. */
    private final class Attempt {
        private final LoadHeader header;
        private final LoadPace pace;
        private final LoadLane<LifecycleEvent> events;
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private @Nullable LoadLane<WorkerEvent> workerEvents;
        private long sent;
        private long skipped;

        Attempt(LoadHeader header, LoadPace pace) {
            this.header = header;
            this.pace = pace;
            this.events = lane(LifecycleEvent.class, topics.events(), header);
        }

        Loaded run(Load load, LoadProgress progress) {
            ByteArraySerializer bytes = new ByteArraySerializer();
            try (Producer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings(), bytes, bytes)) {
                while (load.events().hasNext()) {
                    offer(producer, load.events().next());
                    progress.moved(sent, skipped, load.total());
                }
                producer.flush();
            } catch (IllegalStateException closed) {
                // The producer was closed by the callback of a failed send.
                Exception cause = failure.get();
                throw cause == null ? closed : failed(cause);
            }
            Exception cause = failure.get();
            if (cause != null) {
                throw failed(cause);
            }
            return new Loaded(sent, skipped, events.lastOffsets());
        }

        private void offer(Producer<byte[], byte[]> producer, LoadRecord loaded) {
            if (loaded instanceof LoadedWorkerEvent worker) {
                LoadLane<WorkerEvent> lane = workerEvents();
                if (!lane.has(worker)) {
                    // There is no order between topics: what a worker did before it died is in the log first.
                    producer.flush();
                }
                offer(producer, lane, worker, worker.event());
            } else if (loaded instanceof LoadedEvent event) {
                offer(producer, events, event, event.event());
            }
        }

        private <T extends SpecificRecord> void offer(
                Producer<byte[], byte[]> producer, LoadLane<T> lane, LoadRecord loaded, T event) {
            if (lane.has(loaded)) {
                skipped++;
                return;
            }
            pace.await(loaded.eventTime());
            // The callback hears how it went; nobody waits for one record alone.
            Future<RecordMetadata> unused = producer.send(lane.record(loaded, event), (metadata, exception) -> {
                if (exception == null) {
                    lane.acknowledged(metadata.partition(), metadata.offset());
                } else if (failure.compareAndSet(null, exception)) {
                    // At once, on the producer's own thread: nothing that was to follow may overtake what failed, or
                    // the highest index in the topic would no longer stand for all before it.
                    producer.close(Duration.ZERO);
                }
            });
            sent++;
        }

        /** Most loads have none of them, and may know no such topic. */
        private LoadLane<WorkerEvent> workerEvents() {
            LoadLane<WorkerEvent> lane = workerEvents;
            if (lane == null) {
                lane = lane(WorkerEvent.class, topics.workerEvents(), header);
                workerEvents = lane;
            }
            return lane;
        }
    }
}
