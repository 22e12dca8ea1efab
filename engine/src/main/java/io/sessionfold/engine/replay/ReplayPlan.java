package io.sessionfold.engine.replay;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds out what of a topic has to be read, and refuses what is not there. */
final class ReplayPlan {

    private final Logs logs;
    private final List<TopicPartition> partitions;

    /** @param topic the topic of the events */
    ReplayPlan(Logs logs, String topic) {
        this.logs = logs;
        this.partitions = logs.partitions(topic);
    }

    /** The partition count of the log. */
    int partitions() {
        return partitions.size();
    }

    /**
     * The part of each partition that is replayed, in order of the partitions.
     *
     * @throws ReplayException if it ends beyond the end or before the beginning of the log
     */
    List<Stretch> stretches(Until until, Scope scope) {
        OptionalInt only = scope.onlyPartition(partitions.size());
        if (until instanceof Until.Positions positions) {
            positions.offsets().forEach((partition, offset) -> known(partition, offset, only, scope));
        }
        List<Stretch> stretches = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            boolean isChosen = only.isEmpty() || only.getAsInt() == partition.partition();
            boolean isNamed = !(until instanceof Until.Positions positions)
                    || positions.offsets().containsKey(partition.partition());
            if (isChosen && isNamed) {
                Span span = logs.span(partition);
                stretches.add(new Stretch(partition, span, end(partition, span, until)));
            }
        }
        if (until instanceof Until.Time time) {
            begun(stretches, time);
        }
        return stretches;
    }

    private void known(int partition, long offset, OptionalInt only, Scope scope) {
        if (partition < 0 || partition >= partitions.size()) {
            throw new ReplayException("Expected a position on one of the %d partitions of %s, but it was on %d (%d@%d)"
                    .formatted(partitions.size(), partitions.get(0).topic(), partition, partition, offset));
        }
        if (only.isPresent() && only.getAsInt() != partition) {
            throw new ReplayException(
                    "Expected a position on partition %d, where the events of %s are, but it was %d@%d"
                            .formatted(only.getAsInt(), scope, partition, offset));
        }
    }

    private long end(TopicPartition partition, Span span, Until until) {
        if (until instanceof Until.Time time) {
            return logs.firstAfter(partition, time.recordTimeMs());
        }
        if (until instanceof Until.Positions positions) {
            return endAt(partition, span, positions.offsets().getOrDefault(partition.partition(), -1L));
        }
        return span.to();
    }

    private static long endAt(TopicPartition partition, Span span, long offset) {
        if (offset >= span.to()) {
            throw new ReplayException("Expected %s@%d to be in the log, but its last offset is %d"
                    .formatted(partition, offset, span.to() - 1));
        }
        if (offset < span.from()) {
            throw new ReplayException("Expected %s@%d to be in the log, but it begins at %d: what was before is gone"
                    .formatted(partition, offset, span.from()));
        }
        return offset + 1;
    }

    /** A log that has records, but none so early, knows nothing of that time. */
    private void begun(List<Stretch> stretches, Until.Time time) {
        if (!stretches.stream().allMatch(Stretch::isEmpty)) {
            return;
        }
        long firstMs = Long.MAX_VALUE;
        for (Stretch stretch : stretches) {
            firstMs = Math.min(firstMs, firstTime(stretch));
        }
        if (firstMs < Long.MAX_VALUE) {
            throw new ReplayException(
                    "Expected a time at which the log had begun, but it begins at %s and the time was %s"
                            .formatted(Instant.ofEpochMilli(firstMs), Instant.ofEpochMilli(time.recordTimeMs())));
        }
    }

    private long firstTime(Stretch stretch) {
        Span span = stretch.span();
        try (Cursor cursor = logs.open(stretch.partition(), span.from(), span.to())) {
            ConsumerRecord<byte[], byte[]> first = cursor.next();
            return first == null ? Long.MAX_VALUE : first.timestamp();
        }
    }
}
