package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this instance's stores get back what their changelogs have, after a crash or when partitions come to it. Thread-safe.
 *
 * <p>What is left is counted in offsets, so a little high: a changelog has the marks of transactions in it too. A standby is
 * no restore; it is behind or not, and {@code Sessionfold-Staleness-Ms} says how far.
 */
public final class RestoreProgress implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

    /** A long restore says how far it is as often as this, a short one only when it ends. */
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Map<TopicPartition, Restore> restores = new ConcurrentHashMap<>();
    private final AtomicLong restored = new AtomicLong();
    private final CopyHistories copies;
    private final LongSupplier nanoClock;

    /**
     * Restores on the machine's monotonic clock.
     *
     * @param copies are told where a store takes up its changelog
     */
    public RestoreProgress(CopyHistories copies) {
        this(copies, System::nanoTime);
    }

    /** @param nanoClock monotonic, in nanoseconds */
    RestoreProgress(CopyHistories copies, LongSupplier nanoClock) {
        this.copies = copies;
        this.nanoClock = nanoClock;
    }

    /** One store of one partition. */
    private record Restore(long next, long end, long beganNanos, long toldNanos) {

        long left() {
            return Math.max(0, end - next);
        }
    }

    /** How many stores are being restored, each partition's counted for itself. */
    public int stores() {
        return restores.size();
    }

    /** How much of their changelogs is left to read, in offsets. */
    public long left() {
        return restores.values().stream().mapToLong(Restore::left).sum();
    }

    /** How many records were restored since the start. */
    public long restored() {
        return restored.get();
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long startingOffset, long endingOffset) {
        copies.begins(changelog, store, startingOffset);
        long now = nanoClock.getAsLong();
        restores.put(changelog, new Restore(startingOffset, endingOffset, now, now));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEndOffset, long numRestored) {
        restored.addAndGet(numRestored);
        restores.computeIfPresent(changelog, (partition, before) -> {
            long now = nanoClock.getAsLong();
            boolean isToBeTold = now - before.toldNanos() >= TOLD_EVERY_NANOS;
            Restore restore = new Restore(
                    batchEndOffset + 1, before.end(), before.beganNanos(), isToBeTold ? now : before.toldNanos());
            if (isToBeTold) {
                LOG.atInfo()
                        .addKeyValue("changelog", changelog)
                        .addKeyValue("left", restore.left())
                        .log("A store is being restored");
            }
            return restore;
        });
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {
        Restore ended = restores.remove(changelog);
        if (ended != null && totalRestored > 0) {
            LOG.atInfo()
                    .addKeyValue("changelog", changelog)
                    .addKeyValue("records", totalRestored)
                    .addKeyValue("tookMs", tookMs(ended))
                    .log("A store is restored");
        }
    }

    /** The partition went elsewhere before its store was restored. */
    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long totalRestored) {
        Restore ended = restores.remove(changelog);
        if (ended != null) {
            LOG.atInfo()
                    .addKeyValue("changelog", changelog)
                    .addKeyValue("left", ended.left())
                    .log("A store that was being restored is needed here no more");
        }
    }

    private long tookMs(Restore restore) {
        return Duration.ofNanos(nanoClock.getAsLong() - restore.beganNanos()).toMillis();
    }
}
