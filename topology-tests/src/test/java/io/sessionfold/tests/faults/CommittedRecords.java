package io.sessionfold.tests.faults;

import io.sessionfold.wire.RecordDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** The committed records of one topic, as a consumer that keeps to the contract sees them. */
public final class CommittedRecords<T extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaConsumer<byte[], T> consumer;
    private final List<ConsumerRecord<byte[], T>> seen = new ArrayList<>();

    public CommittedRecords(EngineCluster cluster, String topic, Class<T> type) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new RecordDeserializer<>(type, cluster.schemas()));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until what was seen satisfies {@code enough}, and answers all of it in the order of reading. */
    public List<T> until(Predicate<List<T>> enough) {
        Awaitility.await("committed records")
                .atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> {
                    consumer.poll(POLL).forEach(seen::add);
                    return enough.test(values());
                });
        return values();
    }

    /** What was seen so far. */
    public List<T> values() {
        return seen.stream().map(ConsumerRecord::value).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
