package io.sessionfold.engine.query;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes of one tenant, read from sessions-changed by a consumer of its own. */
final class KafkaChangeFeed implements ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaChangeFeed.class);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordReader<SessionRow> reader;
    private final String tenantId;
    private final List<TopicPartition> partitions;
    private final SortedMap<Integer, Long> next = new TreeMap<>();
    private boolean owesReset;

    /** @param consumer of its own; it commits nothing, reads committed records and resets no offset by itself */
    KafkaChangeFeed(
            Consumer<byte[], byte[]> consumer,
            RecordReader<SessionRow> reader,
            String tenantId,
            @Nullable PositionToken after) {
        this.consumer = consumer;
        this.reader = reader;
        this.tenantId = tenantId;
        this.partitions = partitions(consumer.partitionsFor(Topics.SESSIONS_CHANGED));
        consumer.assign(partitions);
        if (after != null && canGoOn(after)) {
            next.putAll(after.changes());
            next.forEach((partition, offset) ->
                    consumer.seek(new TopicPartition(Topics.SESSIONS_CHANGED, partition), offset));
        } else {
            seekToEnd();
            owesReset = after != null;
        }
    }

    static List<TopicPartition> partitions(List<PartitionInfo> infos) {
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public List<Change> poll(Duration patience) {
        List<Change> changes = new ArrayList<>();
        try {
            if (!owesReset) {
                consumer.poll(patience).forEach(record -> read(record).ifPresent(changes::add));
            }
        } catch (InvalidOffsetException e) {
            // The log was cut off behind this reader.
            seekToEnd();
            owesReset = true;
        }
        if (owesReset) {
            owesReset = false;
            changes.add(new Change.Reset(position()));
        }
        return changes;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean canGoOn(PositionToken after) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        return after.changes().size() == partitions.size()
                && partitions.stream().allMatch(partition -> {
                    Long offset = after.changes().get(partition.partition());
                    return offset != null
                            && offset >= first.getOrDefault(partition, 0L)
                            && offset <= end.getOrDefault(partition, 0L);
                });
    }

    private void seekToEnd() {
        consumer.endOffsets(partitions).forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            next.put(partition.partition(), offset);
        });
    }

    private Optional<Change> read(ConsumerRecord<byte[], byte[]> record) {
        next.put(record.partition(), record.offset() + 1);
        Optional<SessionKey> key = Optional.ofNullable(record.key())
                .flatMap(bytes -> SessionKey.parse(new String(bytes, StandardCharsets.UTF_8)))
                .filter(parsed -> parsed.tenantId().equals(tenantId));
        return key.flatMap(
                mine -> record.value() == null ? Optional.of(new Change.Deleted(mine, position())) : row(record));
    }

    private Optional<Change> row(ConsumerRecord<byte[], byte[]> record) {
        Decoded<SessionRow> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<SessionRow> row) {
            return Optional.of(new Change.Changed(row.value(), position()));
        }
        // Whoever lists the sessions again sees what this record said.
        LOG.atError()
                .addKeyValue("position", record.topic() + '-' + record.partition() + '@' + record.offset())
                .log("A change cannot be read; its readers are told to list again");
        owesReset = true;
        return Optional.empty();
    }

    private PositionToken position() {
        return PositionToken.ofChanges(next);
    }
}
