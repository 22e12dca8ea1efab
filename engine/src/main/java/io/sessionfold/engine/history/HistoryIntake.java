package io.sessionfold.engine.history;

import io.sessionfold.contract.Position;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes entries of records: of an event by its key and offset alone, of a row and a refusal by what stands in them. */
public final class HistoryIntake {

    /** What is read; all three follow the record key, so that one session's records are in one partition of each. */
    static final List<String> TOPICS = List.of(Topics.EVENTS, Topics.SESSIONS_CHANGED, Topics.REJECTED_EVENTS);

    private static final Logger LOG = LoggerFactory.getLogger(HistoryIntake.class);

    private final RecordReader<SessionRow> rows;
    private final RecordReader<RejectedEvent> refusals;
    private final int partitions;

    /** @param partitions the pinned partition count of the topics that follow the record key */
    public HistoryIntake(WriterSchemas schemas, int partitions) {
        this.rows = new RecordReader<>(SessionRow.class, schemas);
        this.refusals = new RecordReader<>(RejectedEvent.class, schemas);
        this.partitions = partitions;
    }

    /** Adds what a record is to a batch: nothing, if it is about no session of its partition. */
    void add(ConsumerRecord<byte[], byte @Nullable []> record, HistoryBatch batch) {
        byte[] key = record.key();
        if (key == null || !isSessionOf(record.partition(), key)) {
            return;
        }
        switch (record.topic()) {
            case Topics.EVENTS ->
                batch.event(record.partition(), key, new EventEntry(record.offset(), record.timestamp()));
            case Topics.SESSIONS_CHANGED -> row(record, batch);
            default -> refusal(record, batch);
        }
    }

    /** A tombstone is no row: the row that tells of the deletion stands before it. */
    private void row(ConsumerRecord<byte[], byte @Nullable []> record, HistoryBatch batch) {
        SessionRow row = record.value() == null ? null : decoded(rows, record);
        if (row != null && isOf(row.getPosition(), record)) {
            batch.row(
                    record.partition(),
                    record.key(),
                    new RowEntry(
                            row.getPosition().getOffset(),
                            row.getStateVersion(),
                            record.offset(),
                            row.getDeleted(),
                            row.getQuarantined(),
                            row.getOwnerUserId()));
        }
    }

    /** The refusals of the other inputs, of applications and workers, are in the same topic. */
    private void refusal(ConsumerRecord<byte[], byte @Nullable []> record, HistoryBatch batch) {
        RejectedEvent refusal = decoded(refusals, record);
        if (refusal != null && isOf(refusal.getPosition(), record)) {
            batch.refusal(
                    record.partition(),
                    record.key(),
                    new RefusalEntry(refusal.getPosition().getOffset(), record.offset()));
        }
    }

    /** What the topics of the engine's own outputs have that is none of them is left out, and said. */
    private static <T extends SpecificRecord> @Nullable T decoded(
            RecordReader<T> reader, ConsumerRecord<byte[], byte @Nullable []> record) {
        Decoded<T> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<T> value) {
            return value.value();
        }
        LOG.atError()
                .addKeyValue("position", record.topic() + '-' + record.partition() + '@' + record.offset())
                .log("A record cannot be read; the history index goes without it");
        return null;
    }

    private static boolean isOf(Position position, ConsumerRecord<byte[], byte @Nullable []> record) {
        return position.getTopic().equals(Topics.EVENTS) && position.getPartition() == record.partition();
    }

    /** A record on a partition that is not its key's is sent on from there, and is in the history of the other place. */
    private boolean isSessionOf(int partition, byte[] key) {
        return BuiltInPartitioner.partitionForKey(key, partitions) == partition
                && SessionKey.parse(new String(key, StandardCharsets.UTF_8)).isPresent();
    }
}
