package io.sessionfold.engine.verify;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stood when the verification began. The live counts are read first and the ends of the topics after
 * them, so that what the counted records led to is before those ends; the inputs are folded to an end that is asked for
 * later still, so that everything before those ends has its cause among what is folded.
 */
final class Snapshot {

    /** The last of them has what is looked for, unless the changelog was compacted a moment ago. */
    private static final int TAIL_RECORDS = 1_000;

    private static final long PAUSE_NS = 100_000_000L;

    private final Map<TopicPartition, ProgressCounts> counts = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Set<TopicPartition> uncounted = new HashSet<>();
    private final boolean isWithStates;

    private Snapshot(boolean isWithStates) {
        this.isWithStates = isWithStates;
    }

    /**
     * Takes one.
     *
     * @param states the changelogs; null to take the engine for one at rest that has folded everything
     * @param inputs the topics that are folded
     * @param topics those and the outputs
     * @param patience how long a committed record may take to show
     */
    static Snapshot take(
            Logs logs, @Nullable Changelogs states, List<Input> inputs, List<String> topics, Duration patience) {
        Snapshot snapshot = new Snapshot(states != null);
        if (states != null) {
            for (Input input : inputs) {
                snapshot.readCounts(logs, states.of(input.progressStore()), input);
            }
        }
        for (String topic : topics) {
            for (TopicPartition partition : logs.partitions(topic)) {
                snapshot.ends.put(partition, logs.span(partition).to());
            }
        }
        if (states != null) {
            snapshot.findUncounted(logs, states.of(Input.EVENTS.progressStore()), patience);
        }
        return snapshot;
    }

    /** Whether rows of a partition of the events are published, while no live count of it showed, also after a while. */
    boolean isUncounted(TopicPartition events) {
        return uncounted.contains(events);
    }

    /** The live counts of a partition of an input; null if the live fold has read nothing there, or is not asked. */
    @Nullable
    ProgressCounts counts(TopicPartition partition) {
        return counts.get(partition);
    }

    /** The offset of the last record of an input partition that the live fold has read for sure; -1 if none. */
    long progress(TopicPartition partition) {
        if (!isWithStates) {
            return end(partition) - 1;
        }
        ProgressCounts read = counts.get(partition);
        return read == null ? -1 : read.get(ProgressCounts.Count.LAST_OFFSET);
    }

    /** The end of a partition. */
    long end(TopicPartition partition) {
        Long end = ends.get(partition);
        if (end == null) {
            throw LogException.missing("Expected " + partition.topic()
                    + " to have as many partitions as the events have, but it has no " + partition.partition());
        }
        return end;
    }

    private void readCounts(Logs logs, String changelog, Input input) {
        for (TopicPartition partition : partitions(logs, changelog)) {
            byte[] last = last(logs, partition);
            if (last != null) {
                counts.put(new TopicPartition(input.topic(), partition.partition()), ProgressCounts.of(last));
            }
        }
    }

    /** A first commit may have come between the counts and the ends, and shows its rows before its counts. */
    private void findUncounted(Logs logs, String changelog, Duration patience) {
        long startedNs = System.nanoTime();
        for (TopicPartition partition : partitions(logs, changelog)) {
            TopicPartition events = new TopicPartition(Topics.EVENTS, partition.partition());
            boolean isToBeCounted = counts(events) == null
                    && end(new TopicPartition(Topics.SESSIONS_CHANGED, partition.partition())) > 0;
            while (isToBeCounted && last(logs, partition) == null) {
                if (System.nanoTime() - startedNs >= patience.toNanos()) {
                    uncounted.add(events);
                    break;
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private static List<TopicPartition> partitions(Logs logs, String changelog) {
        try {
            return logs.partitions(changelog);
        } catch (LogException e) {
            if (e.isUnreachable()) {
                throw e;
            }
            throw LogException.missing("Expected the engine to keep its counts in the topic " + changelog
                    + ", but there is none: an engine of another application.id has other states, and --published-only"
                    + " verifies without any");
        }
    }

    private static byte @Nullable [] last(Logs logs, TopicPartition partition) {
        Span span = logs.span(partition);
        byte[] last = last(logs, partition, Math.max(span.from(), span.to() - TAIL_RECORDS), span.to());
        return last == null ? last(logs, partition, span.from(), span.to()) : last;
    }

    private static byte @Nullable [] last(Logs logs, TopicPartition partition, long from, long to) {
        byte[] key = Integer.toString(partition.partition()).getBytes(StandardCharsets.UTF_8);
        byte[] last = null;
        try (Cursor cursor = logs.open(partition, from, to)) {
            for (ConsumerRecord<byte[], byte[]> record = cursor.next(); record != null; record = cursor.next()) {
                if (Arrays.equals(record.key(), key)) {
                    last = record.value();
                }
            }
        }
        return last;
    }
}
