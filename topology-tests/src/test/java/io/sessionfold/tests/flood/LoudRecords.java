package io.sessionfold.tests.flood;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events of the loud tenant, written to Kafka as fast as it takes them. Used by one thread. */
final class LoudRecords implements AutoCloseable {

    private static final int TAKEN = 202;

    private final Producer<byte[], byte[]> producer;
    private final RecordWriter<LifecycleEvent> events;
    private final String tenantId;

    LoudRecords(String bootstrapServers, Registry registry, String tenantId) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.events = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true);
        this.tenantId = tenantId;
    }

    /** Writes so many, and waits until Kafka has them. */
    int write(int number) {
        for (int n = 0; n < number; n++) {
            String session = "s-" + n % Scene.LOUD_SESSIONS;
            byte[] key = (tenantId + '/' + session).getBytes(StandardCharsets.UTF_8);
            var sent = producer.send(new ProducerRecord<>(Topics.EVENTS, key, events.write(event(session, n))));
            if (sent.isCancelled()) {
                throw new AssertionError("Expected a record to be on its way");
            }
        }
        producer.flush();
        return TAKEN;
    }

    @Override
    public void close() {
        producer.close();
    }

    private LifecycleEvent event(String session, int number) {
        return LifecycleEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setTenantId(tenantId)
                .setSessionKey(session)
                .setProducerId("loud")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(SessionUpdated.newBuilder()
                        .setName("n-" + number)
                        .setCleared(List.of())
                        .build())
                .build();
    }
}
