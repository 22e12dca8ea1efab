package io.sessionfold.tests.live;

import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.RowRemoval;
import io.sessionfold.tests.wire.ContractReaders;
import io.sessionfold.tests.wire.EventBytes;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** An independent reader of everything, with read_committed: the log and the outputs of each tenant. Not thread-safe. */
public final class LiveTopics implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofMillis(20);
    private static final List<String> READ = List.of(
            Topics.EVENTS,
            Topics.WORKER_EVENTS,
            Topics.SESSIONS_CHANGED,
            Topics.RUN_OUTCOMES,
            Topics.SESSION_COMMANDS,
            Topics.REJECTED_EVENTS);

    private final Consumer<byte[], byte[]> consumer;
    private final ContractReaders readers;
    private final EventBytes events = new EventBytes();
    private final Map<String, Tenant> tenants = new HashMap<>();
    private final Map<TopicPartition, Long> inputs = new HashMap<>();

    /** What was read of one tenant. */
    public record Tenant(List<LogEntry> log, Outputs outputs) {}

    public LiveTopics(String bootstrapServers, WriterSchemas schemas) {
        readers = new ContractReaders(schemas);
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        READ.forEach(topic -> consumer.partitionsFor(topic)
                .forEach(partition -> all.add(new TopicPartition(topic, partition.partition()))));
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Reads on up to what is committed now. */
    public void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(A_MOMENT).forEach(this::take);
        }
    }

    /** What was read of a tenant so far. */
    public Tenant of(String tenantId) {
        return tenants.computeIfAbsent(tenantId, id -> new Tenant(new ArrayList<>(), Outputs.empty()));
    }

    /** Up to where the topics that the engine folds were read, per partition. */
    public Map<TopicPartition, Long> inputs() {
        return Map.copyOf(inputs);
    }

    /** All that is read. */
    public Set<TopicPartition> partitions() {
        return consumer.assignment();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        Tenant tenant = of(key.substring(0, Math.max(0, key.indexOf('/'))));
        switch (record.topic()) {
            case Topics.EVENTS -> {
                inputs.put(new TopicPartition(record.topic(), record.partition()), record.offset());
                tenant.log().add(entry(record));
            }
            case Topics.WORKER_EVENTS ->
                inputs.put(new TopicPartition(record.topic(), record.partition()), record.offset());
            case Topics.SESSIONS_CHANGED -> addRow(tenant.outputs(), key, record.value());
            case Topics.RUN_OUTCOMES -> tenant.outputs().outcomes().add(readers.outcome(record.value()));
            case Topics.SESSION_COMMANDS -> tenant.outputs().commands().add(readers.command(record.value()));
            default -> tenant.outputs().rejections().add(readers.rejection(record.value()));
        }
    }

    private void addRow(Outputs outputs, String key, byte @Nullable [] row) {
        if (row == null) {
            outputs.removals().add(RowRemoval.after(outputs.rows(), key));
        } else {
            outputs.rows().add(readers.row(row));
        }
    }

    private LogEntry entry(ConsumerRecord<byte[], byte[]> record) {
        Position at = new Position(record.topic(), record.partition(), record.offset());
        return new LogEntry(
                events.decode(record.value(), record.timestamp(), at),
                EventBytes.fingerprintOfContract(),
                record.value());
    }
}
