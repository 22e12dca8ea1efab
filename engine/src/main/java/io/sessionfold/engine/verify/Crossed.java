package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Which records crossed from or to the part of the log that lies before a checkpoint, so that one side of them is not
 * folded: they rest on the checkpoint.
 */
final class Crossed {

    private final IntFunction<List<CheckpointPlace>> places;
    private final int partitions;

    /**
     * @param places of a partition of the events, the places on all partitions of the checkpoint from which it was begun;
     *     empty if it was begun from none
     * @param partitions the pinned partition count
     */
    Crossed(IntFunction<List<CheckpointPlace>> places, int partitions) {
        this.places = places;
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
        return isBefore(ofKey(record.recordKey()), record.at());
    }

    /** Whether a record for a session may have arrived before a checkpoint of it. */
    boolean mayHaveArrivedBefore(Sent record) {
        return isBefore(ofKey(record.recordKey()), record.cause());
    }

    private boolean isBefore(int partition, long offset) {
        List<CheckpointPlace> begun = partition < partitions ? places.apply(partition) : List.of();
        return !begun.isEmpty() && offset < begun.get(partition).next();
    }

    private static boolean isBefore(List<CheckpointPlace> begun, Position at) {
        if (begun.isEmpty()) {
            return false;
        }
        OptionalLong end = Cursors.of(begun.get(at.partition()), at.topic());
        return end.isPresent() && at.offset() < end.getAsLong();
    }

    private List<CheckpointPlace> ofKey(@Nullable String recordKey) {
        return recordKey == null
                ? List.of()
                : places.apply(
                        BuiltInPartitioner.partitionForKey(recordKey.getBytes(StandardCharsets.UTF_8), partitions));
    }
}
