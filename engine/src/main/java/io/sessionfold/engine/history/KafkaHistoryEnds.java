package io.sessionfold.engine.history;

import io.sessionfold.engine.query.SharedQuestion;
import io.sessionfold.engine.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends as brokers say them. The fold's committed offsets are asked first and the ends of its outputs then, open
 * transactions included: whatever a committed transaction put out lies below these ends, wherever its markers are.
 */
public final class KafkaHistoryEnds implements HistoryEnds, AutoCloseable {

    private static final int PATIENCE_MS = 2_000;

    private final Admin admin;
    private final String groupId;
    private final int partitions;
    private final SharedQuestion<Map<Integer, WrittenEnds>> written = new SharedQuestion<>(this::ask);

    /**
     * @param clientProperties what every Kafka client of this process starts from
     * @param groupId the fold's group
     */
    public KafkaHistoryEnds(Map<String, Object> clientProperties, String groupId, int partitions) {
        this.admin = Admin.create(clientProperties);
        this.groupId = groupId;
        this.partitions = partitions;
    }

    @Override
    public Optional<WrittenEnds> written(int partition) {
        try {
            return Optional.ofNullable(written.answer().get(partition));
        } catch (CompletionException e) {
            // Kafka does not answer: whoever asked says that it cannot tell.
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong firstAfter(int partition, long recordTimeMs) {
        TopicPartition events = new TopicPartition(Topics.EVENTS, partition);
        try {
            long found = offsets(
                            Map.of(events, OffsetSpec.forTimestamp(recordTimeMs + 1)), IsolationLevel.READ_UNCOMMITTED)
                    .getOrDefault(events, -1L);
            return OptionalLong.of(
                    found >= 0
                            ? found
                            : offsets(Map.of(events, OffsetSpec.latest()), IsolationLevel.READ_UNCOMMITTED)
                                    .getOrDefault(events, 0L));
        } catch (KafkaException e) {
            // As above.
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(PATIENCE_MS));
    }

    private Map<Integer, WrittenEnds> ask() {
        Map<TopicPartition, OffsetAndMetadata> decided =
                get(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> outputs = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            outputs.put(new TopicPartition(Topics.SESSIONS_CHANGED, partition), OffsetSpec.latest());
            outputs.put(new TopicPartition(Topics.REJECTED_EVENTS, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = offsets(outputs, IsolationLevel.READ_UNCOMMITTED);
        Map<Integer, WrittenEnds> written = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            OffsetAndMetadata offset = decided.get(new TopicPartition(Topics.EVENTS, partition));
            written.put(
                    partition,
                    new WrittenEnds(
                            offset == null ? 0 : offset.offset(),
                            ends.getOrDefault(new TopicPartition(Topics.SESSIONS_CHANGED, partition), 0L),
                            ends.getOrDefault(new TopicPartition(Topics.REJECTED_EVENTS, partition), 0L)));
        }
        return written;
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> asked, IsolationLevel isolation) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                get(admin.listOffsets(asked, new ListOffsetsOptions(isolation).timeoutMs(PATIENCE_MS))
                        .all());
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka did not say how far the fold is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while Kafka was asked how far the fold is", e);
        }
    }
}
