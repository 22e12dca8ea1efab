package io.sessionfold.engine.query;

import io.sessionfold.engine.log.CommittedConsumers;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The changes in sessions-changed, with read_committed: one consumer hands out what comes to all who listen; whoever missed
 * something has a consumer of its own until it has caught up.
 */
public final class KafkaChangeFeeds implements ChangeFeeds, AutoCloseable {

    /** A list's position may be this old: whoever goes on from it is told a few changes twice. */
    private static final long REACHED_FOR_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration REACH_PATIENCE = Duration.ofSeconds(2);

    /** A reader needs no large buffers. */
    private static final int FETCH_BYTES_MAX = 4 * 1024 * 1024;

    private final Map<String, Object> clientProperties;
    private final WriterSchemas schemas;
    private final LogIdentity log;
    private final InstantSource clock;
    private @Nullable ChangeReader reader;
    private @Nullable Consumer<byte[], byte[]> ends;
    private Optional<SortedMap<Integer, Long>> reached = Optional.empty();
    private long reachedAtNanos;

    /**
     * @param clientProperties what every Kafka client of this process starts from
     * @param log which log the positions are of
     */
    public KafkaChangeFeeds(
            Map<String, Object> clientProperties, WriterSchemas schemas, LogIdentity log, InstantSource clock) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.schemas = schemas;
        this.log = log;
        this.clock = clock;
    }

    static List<TopicPartition> partitions(List<PartitionInfo> infos) {
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public ChangeFeed open(String tenantId, @Nullable PositionToken after) {
        if (after == null) {
            return new KafkaChangeFeed(this::reader, tenantId, log);
        }
        if (!log.takes(after.log())) {
            return KafkaChangeFeed.anew(this::reader, tenantId, log);
        }
        Consumer<byte[], byte[]> consumer = consumer();
        try {
            ChangeCatchUp behind = new ChangeCatchUp(consumer, new ChangeRecords(schemas), clock);
            return new KafkaChangeFeed(this::reader, tenantId, log, after.changes(), behind);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public synchronized Optional<SortedMap<Integer, Long>> reached() {
        if (reached.isEmpty() || System.nanoTime() - reachedAtNanos > REACHED_FOR_NANOS) {
            reachedAtNanos = System.nanoTime();
            reached = ask();
        }
        return reached;
    }

    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
        if (ends != null) {
            ends.close();
            ends = null;
        }
    }

    /** The shared reader; a new one if there is none, or Kafka failed the last one. */
    private synchronized ChangeReader reader() {
        if (reader == null || reader.hasEnded()) {
            Consumer<byte[], byte[]> consumer = consumer();
            try {
                reader = ChangeReader.start(consumer, new ChangeRecords(schemas));
            } catch (RuntimeException e) {
                consumer.close();
                throw e;
            }
        }
        return reader;
    }

    private Optional<SortedMap<Integer, Long>> ask() {
        try {
            if (ends == null) {
                ends = consumer();
            }
            List<TopicPartition> partitions = partitions(ends.partitionsFor(Topics.SESSIONS_CHANGED, REACH_PATIENCE));
            // A consumer warns about every partition that it is asked about and does not have.
            ends.assign(partitions);
            SortedMap<Integer, Long> next = new TreeMap<>();
            ends.endOffsets(partitions, REACH_PATIENCE)
                    .forEach((partition, offset) -> next.put(partition.partition(), offset));
            return Optional.of(next);
        } catch (KafkaException e) {
            // The list is right without it; only whoever wants to go on from it has to start anew.
            return Optional.empty();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return CommittedConsumers.open(
                clientProperties, Map.of(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX));
    }
}
