package io.sessionfold.engine.query;

import io.sessionfold.engine.log.CommittedConsumers;
import io.sessionfold.engine.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The ends of the events topic, as its brokers say; one question for all partitions and all who ask meanwhile. */
public final class KafkaLogEnds implements LogEnds, AutoCloseable {

    private static final int PATIENCE_MS = 2_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final Map<String, Object> clientProperties;
    private final int partitions;
    private final SharedQuestion<Map<Integer, Long>> ends =
            new SharedQuestion<>(() -> ask(IsolationLevel.READ_UNCOMMITTED));
    private final SharedQuestion<Map<Integer, Long>> committedEnds =
            new SharedQuestion<>(() -> ask(IsolationLevel.READ_COMMITTED));
    private final Map<Integer, Stretch> bare = new HashMap<>();

    /** @param clientProperties what every Kafka client of this process starts from */
    public KafkaLogEnds(Map<String, Object> clientProperties, int partitions) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.admin = Admin.create(this.clientProperties);
        this.partitions = partitions;
    }

    /** A part of a partition, from one offset up to another. */
    private record Stretch(long from, long to) {}

    @Override
    public OptionalLong end(int partition) {
        return of(ends, partition);
    }

    @Override
    public OptionalLong committedEnd(int partition) {
        return of(committedEnds, partition);
    }

    @Override
    public synchronized boolean isBare(int partition, long from, long to) {
        if (from >= to) {
            return true;
        }
        Stretch known = bare.get(partition);
        if (known != null && known.from() <= from && to <= known.to()) {
            return true;
        }
        try {
            boolean found = read(new TopicPartition(Topics.EVENTS, partition), from, to);
            if (found) {
                bare.put(partition, new Stretch(from, to));
            }
            return found;
        } catch (KafkaException e) {
            // It cannot be known now; whoever asked says so.
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(PATIENCE_MS));
    }

    /** Reads on from an offset: whether the reader comes to the other without having seen a record. */
    private boolean read(TopicPartition partition, long from, long to) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long giveUpAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            while (System.nanoTime() < giveUpAtNanos) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return false;
                }
                if (consumer.position(partition, POLL) >= to) {
                    return true;
                }
            }
            return false;
        }
    }

    private static OptionalLong of(SharedQuestion<Map<Integer, Long>> question, int partition) {
        try {
            Long offset = question.answer().get(partition);
            return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
        } catch (CompletionException e) {
            // Kafka does not answer: whoever asked says that it cannot tell.
            return OptionalLong.empty();
        }
    }

    private Map<Integer, Long> ask(IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(Topics.EVENTS, partition), OffsetSpec.latest());
        }
        try {
            Map<Integer, Long> offsets = new TreeMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> answer = admin.listOffsets(
                            asked, new ListOffsetsOptions(isolation).timeoutMs(PATIENCE_MS))
                    .all()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            answer.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
            return offsets;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka did not say where the events end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while Kafka was asked where the events end", e);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return CommittedConsumers.open(clientProperties, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1));
    }
}
