package io.sessionfold.client.events;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What a producer of events is told before it begins. Not thread-safe. */
public final class SessionEventsBuilder {

    private static final Set<EventSource> RESERVED =
            Set.of(EventSource.TIMER, EventSource.RECOVERY, EventSource.UNKNOWN);

    private final String producerId;
    private EventSource source = EventSource.GATEWAY;
    private InstantSource clock = InstantSource.system();
    private OptionalLong epoch = OptionalLong.empty();
    private int keysMax = SequenceNumbers.KEYS_MAX;
    private @Nullable String transactionalId;

    SessionEventsBuilder(String producerId) {
        if (producerId.isBlank()) {
            throw new IllegalArgumentException("Expected a producer to have a name, but it was blank");
        }
        this.producerId = producerId;
    }

    /** Who writes; a gateway, unless said. */
    public SessionEventsBuilder source(EventSource given) {
        if (RESERVED.contains(given)) {
            throw new IllegalArgumentException("Expected a source outside the engine, but it was " + given);
        }
        source = given;
        return this;
    }

    /**
     * Which life of the producer this is: higher than every earlier one. Unless said, the time of its start in ms, so that
     * two lives must not begin within one millisecond, nor one on a clock that was set back.
     */
    public SessionEventsBuilder epoch(long given) {
        epoch = OptionalLong.of(given);
        return this;
    }

    /** Makes it transactional: events go out in {@link SessionEvents#inTransaction} alone. */
    public SessionEventsBuilder transactional(String id) {
        transactionalId = id;
        return this;
    }

    SessionEventsBuilder clock(InstantSource given) {
        clock = given;
        return this;
    }

    SessionEventsBuilder keysMax(int given) {
        keysMax = given;
        return this;
    }

    /**
     * Connects.
     *
     * @param kafka settings of Kafka's producer under its own names; not the partitioner, idempotence or acks
     * @param registry where the schema of events is looked up, and registered if it is not there
     * @throws IllegalArgumentException if a setting takes back what the contract promises
     */
    public SessionEvents connect(Map<String, ?> kafka, List<String> registry) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        Map<String, Object> settings = ProducerRules.settings(kafka, transactionalId);
        return on(new KafkaProducer<>(settings, bytes, bytes), Registry.connect(registry, Map.of(), clock));
    }

    /** On a producer that keeps the rules. */
    SessionEvents on(Producer<byte[], byte[]> producer, Registry registry) {
        return new SessionEvents(
                producer,
                new RecordWriter<>(LifecycleEvent.class, SessionEvents.TOPIC, registry, true),
                new SequenceNumbers(epoch.orElseGet(clock::millis), keysMax),
                new SessionEvents.Envelopes(producerId, source, clock),
                transactionalId != null);
    }
}
