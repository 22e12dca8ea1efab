package io.sessionfold.engine.command;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The logs in Kafka, by one idempotent producer for the process. The partition is the one that Kafka's default partitioner
 * gives the key.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

    /** What a record costs beside its key and value: header, lengths, times, at the most. */
    static final int RECORD_OVERHEAD_BYTES = 64;

    private final Producer<byte[], byte[]> producer;
    private final TopicAppends<LifecycleEvent> events;
    private final TopicAppends<ApplicationEvent> applicationEvents;

    /**
     * @param clients how Kafka is reached, by its clients' own names
     * @param autoRegister whether schemas are registered, or expected to be there
     */
    public KafkaEventLog(Map<String, Object> clients, Registry registry, boolean autoRegister) {
        this.producer =
                new KafkaProducer<>(ProducerSettings.of(clients), new ByteArraySerializer(), new ByteArraySerializer());
        this.events = new TopicAppends<>(
                producer,
                Topics.EVENTS,
                new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, autoRegister));
        this.applicationEvents = new TopicAppends<>(
                producer,
                Topics.APPLICATION_EVENTS,
                new RecordWriter<>(ApplicationEvent.class, Topics.APPLICATION_EVENTS, registry, autoRegister));
    }

    @Override
    public CompletableFuture<Appended> append(LifecycleEvent event) {
        return events.append(event.getTenantId() + '/' + event.getSessionKey(), event);
    }

    @Override
    public CompletableFuture<Appended> append(ApplicationEvent event) {
        return applicationEvents.append(event.getTenantId() + '/' + event.getApplicationId(), event);
    }

    /** Sends what waits, for a while; whoever waits for an answer gets one. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
