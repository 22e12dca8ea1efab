package io.sessionfold.tests.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.wire.RecordDeserializer;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Every output topic as this project reads it: records as {@code {at, key, value}}, their values in the JSON of the contract. */
final class OutputTopics implements AutoCloseable {

    static final Map<String, Class<? extends SpecificRecord>> TYPES = Map.of(
            Topics.SESSIONS_CHANGED, SessionRow.class,
            Topics.RUN_OUTCOMES, RunOutcome.class,
            Topics.SESSION_COMMANDS, SessionCommand.class,
            Topics.REJECTED_EVENTS, RejectedEvent.class,
            Topics.DEAD_LETTERS, DeadLetter.class,
            Topics.APPLICATIONS_CHANGED, ApplicationRow.class,
            Topics.WORKER_EVENTS, WorkerEvent.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WriterSchemas schemas;
    private final Map<String, List<JsonNode>> seen = new HashMap<>();

    OutputTopics(EngineCluster cluster) {
        schemas = cluster.schemas();
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        TYPES.keySet()
                .forEach(topic -> consumer.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        TYPES.keySet().forEach(topic -> seen.put(topic, new ArrayList<>()));
    }

    /** Reads on until so many records of each topic are committed. */
    void await(Map<String, Integer> counts) {
        Awaitility.await("records in " + counts)
                .atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> {
                    consumer.poll(POLL).forEach(this::take);
                    return counts.entrySet().stream()
                            .allMatch(count -> of(count.getKey()).size() >= count.getValue());
                });
    }

    /** What was read of a topic. */
    List<JsonNode> of(String topic) {
        return Objects.requireNonNull(seen.get(topic), topic);
    }

    /** What was read of all. */
    List<JsonNode> all() {
        return seen.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", record.topic() + '-' + record.partition() + '@' + record.offset())
                .put("key", new String(record.key(), StandardCharsets.UTF_8));
        json.set("value", value(record.topic(), record.value()));
        // Parsed again: a number in a text has no width.
        of(record.topic()).add(RecordJson.parse(json.toString()));
    }

    private @Nullable JsonNode value(String topic, byte @Nullable [] framed) {
        Class<? extends SpecificRecord> type = Objects.requireNonNull(TYPES.get(topic), topic);
        SpecificRecord value = new RecordDeserializer<>(type, schemas).deserialize(topic, framed);
        return value == null ? null : RecordJson.toJson(value);
    }
}
