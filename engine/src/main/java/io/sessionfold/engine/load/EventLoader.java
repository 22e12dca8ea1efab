package io.sessionfold.engine.load;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sends loads to a topic of events. Nothing is dropped, and nothing is sent twice: each record carries the load's mark, and
 * what an earlier attempt brought into the topic is skipped. The first send that fails ends the load.
 */
public final class EventLoader {

    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MS = 5;
    private static final int IN_FLIGHT = 5;

    private final String topic;
    private final Map<String, Object> clients;
    private final Registry registry;
    private final boolean autoRegister;
    private final LongSupplier nanoTime;

    /**
     * @param topic where the events go
     * @param clients how Kafka is reached, by its clients' own names
     * @param nanoTime what the time is, on a clock that never goes back
     */
    public EventLoader(
            String topic, Map<String, Object> clients, Registry registry, boolean autoRegister, LongSupplier nanoTime) {
        this.topic = topic;
        this.clients = Map.copyOf(clients);
        this.registry = registry;
        this.autoRegister = autoRegister;
        this.nanoTime = nanoTime;
    }

    /**
     * What a load did: how many events it sent, and how many were there already.
     *
     * @param lastOffsets by partition, the offset of the last event of the load, whichever attempt sent it
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
            ResumePoints.Last[] last = ResumePoints.find(clients, topic, header, nanoTime);
            return new Attempt(header, last, new LoadPace(speed, nanoTime)).run(load, progress);
        } catch (KafkaException e) {
            throw failed(e);
        }
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

    /** One attempt to bring a load into the topic. */
    private final class Attempt {
        private final LoadHeader header;
        private final ResumePoints.Last[] before;
        private final LoadPace pace;
        private final RecordWriter<LifecycleEvent> writer =
                new RecordWriter<>(LifecycleEvent.class, topic, registry, autoRegister);
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Map<Integer, Long> lastOffsets = new ConcurrentHashMap<>();
        private long sent;
        private long skipped;

        Attempt(LoadHeader header, ResumePoints.Last[] before, LoadPace pace) {
            this.header = header;
            this.before = before;
            this.pace = pace;
            for (int partition = 0; partition < before.length; partition++) {
                if (before[partition].index() >= 0) {
                    lastOffsets.put(partition, before[partition].offset());
                }
            }
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
            return new Loaded(sent, skipped, Map.copyOf(lastOffsets));
        }

        private void offer(Producer<byte[], byte[]> producer, LoadedEvent loaded) {
            byte[] key = loaded.recordKey().getBytes(StandardCharsets.UTF_8);
            int partition = Utils.toPositive(Utils.murmur2(key)) % before.length;
            if (loaded.index() <= before[partition].index()) {
                skipped++;
                return;
            }
            pace.await(loaded.event().getEventTime());
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, partition, key, writer.write(loaded.event()));
            header.write(record.headers(), loaded.index());
            // The callback hears how it went; nobody waits for one record alone.
            Future<RecordMetadata> unused = producer.send(record, (metadata, exception) -> {
                if (exception == null) {
                    lastOffsets.merge(partition, metadata.offset(), Math::max);
                } else if (failure.compareAndSet(null, exception)) {
                    // At once, on the producer's own thread: nothing that was to follow may overtake what failed, or
                    // the highest index in the topic would no longer stand for all before it.
                    producer.close(Duration.ZERO);
                }
            });
            sent++;
        }
    }
}
