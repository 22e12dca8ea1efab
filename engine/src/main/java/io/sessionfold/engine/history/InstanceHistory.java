package io.sessionfold.engine.history;

import io.sessionfold.engine.log.CommittedConsumers;
import io.sessionfold.engine.query.LogEnds;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.wire.WriterSchemas;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The history of one instance: its index, and what answers from it. */
public final class InstanceHistory implements AutoCloseable {

    /** What the indexing consumer holds at most: the heap is the fold's. */
    private static final Map<String, Object> FOLLOWING = Map.of(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            4 * 1024 * 1024,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            512 * 1024,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            10_000);

    /** Whoever wants one record fetches little beside it; a larger batch comes whole all the same. */
    private static final Map<String, Object> LOOKING_UP = Map.of(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200,
            // What it asks for on its own at the end of a topic would hold up the next question.
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);

    private final HistoryIndex index;
    private final KafkaHistoryEnds ends;
    private final TopicReads reads;
    private final LocalHistory query;

    private InstanceHistory(HistoryIndex index, KafkaHistoryEnds ends, TopicReads reads, LocalHistory query) {
        this.index = index;
        this.ends = ends;
        this.reads = reads;
        this.query = query;
    }

    /**
     * Where a history comes from.
     *
     * @param clientProperties what every Kafka client of this process starts from
     * @param groupId the fold's group, whose committed offsets say what is decided
     * @param partitionCount the pinned partition count of the topics that follow the record key
     */
    public record Origin(
            Map<String, Object> clientProperties,
            String groupId,
            LogIdentity log,
            int partitionCount,
            WriterSchemas schemas) {

        public Origin {
            clientProperties = Map.copyOf(clientProperties);
        }
    }

    /**
     * Begins to index.
     *
     * @param folder the index's own
     * @param memoryBytes the budget of all stores of this process together
     * @param logEnds say where the events end
     * @param partitions says a key's partition
     */
    public static InstanceHistory start(
            Origin origin,
            Path folder,
            long memoryBytes,
            HeldPartitions held,
            LogEnds logEnds,
            ToIntFunction<SessionKey> partitions,
            InstantSource clock) {
        HistoryIndex index = new HistoryIndex(
                () -> new HistoryFollower(
                        CommittedConsumers.open(origin.clientProperties(), FOLLOWING),
                        new HistoryIntake(origin.schemas(), origin.partitionCount()),
                        held,
                        clock),
                folder,
                origin.log(),
                memoryBytes);
        KafkaHistoryEnds ends =
                new KafkaHistoryEnds(origin.clientProperties(), origin.groupId(), origin.partitionCount());
        TopicReads reads = new TopicReads(() -> CommittedConsumers.open(origin.clientProperties(), LOOKING_UP));
        LocalHistory query = new LocalHistory(
                partitions,
                index,
                ends,
                logEnds,
                reads,
                LocalHistory.records(origin.schemas(), origin.partitionCount()),
                clock);
        return new InstanceHistory(index.begin(), ends, reads, query);
    }

    /** What this instance's index answers. */
    public HistoryQuery query() {
        return query;
    }

    /** How the index gets on. */
    public HistoryIndex index() {
        return index;
    }

    /** How many records its answers have read so far, asked for or beside them. */
    public long recordsRead() {
        return reads.recordsRead();
    }

    /** How many bytes of keys and values these had. */
    public long bytesRead() {
        return reads.bytesRead();
    }

    @Override
    public void close() {
        index.close();
        reads.close();
        ends.close();
    }
}
