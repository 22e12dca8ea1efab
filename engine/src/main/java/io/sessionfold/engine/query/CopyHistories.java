package io.sessionfold.engine.query;

import io.sessionfold.engine.store.StoreNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What is known of each copy of the sessions on this instance: looks at its lag, and where its store begins. Thread-safe.
 *
 * <p>Looks are a second apart. A store that was lost and begins anew between two of them is not as fresh as the last one
 * said, so the beginning ends what was known.
 */
public final class CopyHistories implements StandbyUpdateListener {

    private final Map<Integer, LagHistory> histories = new HashMap<>();

    /** Notes a look at one copy: where it stood, and where its changelog ended, at a time on the monotonic clock. */
    synchronized void note(int partition, long atNanos, long position, long end) {
        histories.computeIfAbsent(partition, ignored -> new LagHistory()).note(atNanos, position, end);
    }

    /** Forgets the copies that were not seen for so long that they are gone. */
    synchronized void forgetGone(long nowNanos) {
        histories.values().removeIf(history -> history.isOver(nowNanos));
    }

    /** How long ago a copy last had everything; empty if it never had. */
    synchronized Optional<Duration> staleness(int partition, long nowNanos) {
        return Optional.ofNullable(histories.get(partition)).flatMap(history -> history.staleness(nowNanos));
    }

    /** A store takes up its changelog at an offset, as a standby or to become active. */
    synchronized void begins(TopicPartition changelog, String store, long offset) {
        LagHistory history = histories.get(changelog.partition());
        if (history != null && store.equals(StoreNames.SESSIONS)) {
            history.beginsAt(offset);
        }
    }

    @Override
    public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
        begins(changelog, store, startingOffset);
    }

    @Override
    public void onBatchLoaded(
            TopicPartition changelog, String store, TaskId task, long batchEnd, long batchSize, long end) {
        // The lag is looked at, with the changelog's end, which is asked for.
    }

    @Override
    public void onUpdateSuspended(TopicPartition changelog, String store, long offset, long end, SuspendReason reason) {
        // A copy that becomes active keeps its age; one that goes is over when it is not seen any more.
    }
}
