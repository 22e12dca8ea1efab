package io.sessionfold.tests.live;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A gateway and its workers: writes to the topics of their events, and knows where what it wrote stands. Not thread-safe. */
public final class EventWriter implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final RecordWriter<LifecycleEvent> events;
    private final RecordWriter<WorkerEvent> workerEvents;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public EventWriter(String bootstrapServers, Registry registry) {
        events = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true);
        workerEvents = new RecordWriter<>(WorkerEvent.class, Topics.WORKER_EVENTS, registry, true);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes an event under its key, with a record time of its own if the topic takes one. */
    public void write(LifecycleEvent event, @Nullable Long recordTimeMs) {
        byte[] key = (event.getTenantId() + '/' + event.getSessionKey()).getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(new ProducerRecord<>(Topics.EVENTS, null, recordTimeMs, key, events.write(event))));
    }

    /** Writes a worker event under its key. */
    public void write(WorkerEvent event, @Nullable Long recordTimeMs) {
        byte[] key = (event.getTenantId() + '/' + event.getDeploymentId()).getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(
                new ProducerRecord<>(Topics.WORKER_EVENTS, null, recordTimeMs, key, workerEvents.write(event))));
    }

    /** Waits for what was written, and says up to where, per partition. */
    public Map<TopicPartition, Long> flush() {
        producer.flush();
        Map<TopicPartition, Long> last = new HashMap<>();
        for (Future<RecordMetadata> future : sent) {
            RecordMetadata at = await(future);
            last.merge(new TopicPartition(at.topic(), at.partition()), at.offset(), Math::max);
        }
        sent.clear();
        return last;
    }

    @Override
    public void close() {
        producer.close();
    }

    private static RecordMetadata await(Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("Expected the broker to take a record, but it did not", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for the broker", interrupted);
        }
    }
}
