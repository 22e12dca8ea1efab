package io.sessionfold.tests.load;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events straight into the log, as a gateway does, and has that recorded like any answer. Thread-safe. */
public final class Gateway implements AutoCloseable {

    private static final String NAME = "the log";

    private final Recorder recorder;
    private final Producer<byte[], byte[]> producer;
    private final RecordWriter<LifecycleEvent> events;

    public Gateway(String bootstrapServers, Registry registry, Recorder recorder) {
        this.recorder = recorder;
        this.events = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** An event of a session, with an id that nobody else gives. */
    static LifecycleEvent event(Who who, String sessionKey, String eventId, Object payload) {
        return LifecycleEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId(who.tenantId())
                .setSessionKey(sessionKey)
                .setProducerId("gateway-" + who.client())
                .setEventTime(Instant.now())
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
    }

    /** The name of its payload. */
    static String type(LifecycleEvent event) {
        return event.getPayload().getClass().getSimpleName();
    }

    /** The creation of a session. */
    static SessionCreated creation(Who who, String owner, boolean exclusive) {
        return SessionCreated.newBuilder()
                .setSessionId("i-1")
                .setOwnerUserId(owner)
                .setCreatedByUserId(who.userId())
                .setAgentId("agent-7")
                .setName("a session of " + who.tenantId())
                .setKind(exclusive ? "chat" : "batch")
                .setConcurrency(exclusive ? Concurrency.EXCLUSIVE : Concurrency.PARALLEL)
                .setMemberPolicy(MemberPolicy.STRICT)
                .build();
    }

    /** Writes an event, and waits until it is acknowledged. */
    Answer write(Who who, LifecycleEvent event) throws InterruptedException {
        Ask ask = new Ask.Change(event.getSessionKey(), type(event), event.getEventId(), null);
        byte[] key = (event.getTenantId() + '/' + event.getSessionKey()).getBytes(StandardCharsets.UTF_8);
        byte[] value;
        synchronized (events) {
            value = events.write(event);
        }
        long askedNs = System.nanoTime();
        try {
            RecordMetadata at = producer.send(new ProducerRecord<>(Topics.EVENTS, key, value))
                    .get();
            String token = PositionToken.of(new Position(at.topic(), at.partition(), at.offset()))
                    .text();
            Answer answer =
                    new Answer(who, ask, NAME, askedNs, System.nanoTime(), Answer.ACCEPTED, token, null, null, "");
            recorder.add(answer);
            return answer;
        } catch (ExecutionException e) {
            throw new AssertionError("Expected the broker to take an event, because it is never down", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
