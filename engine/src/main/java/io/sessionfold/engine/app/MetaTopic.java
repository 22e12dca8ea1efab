package io.sessionfold.engine.app;

import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The compacted topic that holds a cluster's pin. */
final class MetaTopic {

    private static final String PIN = "pin";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final TopicPartition META = new TopicPartition(Topics.META, 0);

    private final Map<String, Object> clients;

    MetaTopic(Map<String, Object> clients) {
        this.clients = clients;
    }

    /**
     * The pin that stands: the first one written counts, should two instances have raced to write it, and the highest fold
     * version that one of them names.
     */
    Optional<ClusterPin> read() {
        Map<String, Object> config = new HashMap<>(clients);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(META));
            consumer.seekToBeginning(List.of(META));
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(META)).get(META), "end offset");
            Optional<ClusterPin> pin = Optional.empty();
            while (consumer.position(META) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    if (PIN.equals(record.key()) && record.value() != null) {
                        ClusterPin written = ClusterPin.of(record.value());
                        pin = Optional.of(pin.map(first -> first.in(written.foldVersion()))
                                .orElse(written));
                    }
                }
            }
            return pin;
        }
    }

    void write(ClusterPin pin) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(pin)).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw StartException.unreachable("Interrupted while the cluster's pin was written", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthorizationException refusal) {
                throw refusal;
            }
            throw StartException.unreachable(
                    "Expected Kafka to take the cluster's pin into %s, but it refused".formatted(Topics.META), failure);
        }
    }

    /** A pin as it stands in the topic. */
    ProducerRecord<byte[], byte[]> record(ClusterPin pin) {
        return new ProducerRecord<>(
                Topics.META, PIN.getBytes(StandardCharsets.UTF_8), pin.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
