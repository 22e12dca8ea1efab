package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointBegun;
import io.sessionfold.contract.CheckpointCursor;
import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.contract.Position;
import io.sessionfold.engine.store.ProgressCounts;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** The beginning of a checkpoint, to the record of the contract and back. */
final class CheckpointCodec {

    private CheckpointCodec() {}

    static CheckpointRecord write(CheckpointOrigin origin, CheckpointPlace place) {
        TopicPartition partition = place.partition();
        CheckpointBegun begun = CheckpointBegun.newBuilder()
                .setLog(origin.log())
                .setPartitions(origin.partitions())
                .setNext(new Position(partition.topic(), partition.partition(), place.next()))
                .setFoldVersion(place.foldVersion())
                .setStateForm(origin.stateForm())
                .setCounts(ByteBuffer.wrap(place.counts().toBytes()))
                .setCursors(place.cursors().stream()
                        .map(cursor -> new CheckpointCursor(cursor.topic(), cursor.origin(), cursor.nextOffset()))
                        .toList())
                .setCreatedAt(Instant.ofEpochMilli(origin.createdAtMs()))
                .setPreviousCheckpointId(origin.previousId())
                .setEngineVersion(origin.engineVersion())
                .build();
        return new CheckpointRecord(origin.id(), begun);
    }

    static CheckpointOrigin origin(String id, CheckpointBegun begun) {
        return new CheckpointOrigin(
                id,
                begun.getLog(),
                begun.getPartitions(),
                begun.getStateForm(),
                begun.getCreatedAt().toEpochMilli(),
                begun.getPreviousCheckpointId(),
                begun.getEngineVersion());
    }

    /** Its counts are read when its origin was found to be one that can be read. */
    static CheckpointPlace place(CheckpointBegun begun) {
        Position next = begun.getNext();
        return new CheckpointPlace(
                new TopicPartition(next.getTopic(), next.getPartition()),
                next.getOffset(),
                begun.getFoldVersion(),
                ProgressCounts.of(bytes(begun.getCounts())),
                begun.getCursors().stream()
                        .map(cursor -> new OutputCursor(cursor.getTopic(), cursor.getOrigin(), cursor.getNextOffset()))
                        .toList());
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
