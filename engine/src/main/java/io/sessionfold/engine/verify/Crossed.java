package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Which records crossed from or to the part of the log that lies before a checkpoint, so that one side of them is not
 * folded: they rest on the checkpoint.
 */
final class Crossed {

    private final Beginnings beginnings;
    private final int partitions;

    Crossed(Beginnings beginnings, int partitions) {
        this.beginnings = beginnings;
        this.partitions = partitions;
    }

    /** Whether a record says that it comes from an event before a checkpoint. */
    boolean saysItIsFromBefore(Arrived record) {
        Position cause = record.cause();
        return cause != null && cause.topic().equals(Topics.EVENTS) && isBefore(cause.partition(), cause.offset());
    }

    /** The same of one whose name is the position that it was re-routed from; others have other names. */
    boolean isNamedFromBefore(Arrived record) {
        for (int partition = 0; partition < partitions; partition++) {
            String prefix = Topics.EVENTS + '-' + partition + '@';
            if (record.name().startsWith(prefix)) {
                String offset = record.name().substring(prefix.length());
                return offset.matches("\\d{1,18}") && isBefore(partition, Long.parseLong(offset));
            }
        }
        return false;
    }

    /** Whether a record of a session may come from an event of it before a checkpoint: it does not say from which. */
    boolean mayBeFromBefore(Arrived record) {
        Checkpoint checkpoint = ofKey(record.recordKey());
        return checkpoint != null && isBefore(checkpoint, record.at());
    }

    /** Whether a record for a session may have arrived before a checkpoint of it. */
    boolean mayHaveArrivedBefore(Sent record) {
        Checkpoint checkpoint = ofKey(record.recordKey());
        return checkpoint != null && isBefore(checkpoint, record.cause());
    }

    private boolean isBefore(int partition, long offset) {
        CheckpointPlace place = beginnings.place(partition);
        return place != null && offset < place.next();
    }

    private static boolean isBefore(Checkpoint checkpoint, Position at) {
        OptionalLong end = Cursors.of(checkpoint.place(at.partition()), at.topic());
        return end.isPresent() && at.offset() < end.getAsLong();
    }

    private @Nullable Checkpoint ofKey(@Nullable String recordKey) {
        return recordKey == null
                ? null
                : beginnings.checkpoint(
                        BuiltInPartitioner.partitionForKey(recordKey.getBytes(StandardCharsets.UTF_8), partitions));
    }
}
