package io.sessionfold.engine.history;

import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.store.NativeMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of one instance, kept by a thread of its own. Whatever fails there is logged, shown and tried again, and the
 * fold never notices.
 */
public final class HistoryIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryIndex.class);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final long RETRY_MS = 1_000;
    private static final long RETRY_MS_MAX = 30_000;

    private final Supplier<HistoryFollower> followers;
    private final Path folder;
    private final LogIdentity log;
    private final long memoryBytes;
    private final Thread thread;
    private final ReentrantReadWriteLock opening = new ReentrantReadWriteLock();
    private final SortedMap<Integer, IndexedPartition> partitions = new TreeMap<>();

    private @Nullable HistoryStore store;
    private @Nullable HistoryFollower follower;
    private @Nullable String failure;
    private boolean corrupt;
    private boolean closed;

    /**
     * @param followers opens what reads the topics; each is closed before the next is opened
     * @param folder where the index is; nothing else may be there
     * @param log which log it is of
     * @param memoryBytes the budget of all stores of this process together
     */
    HistoryIndex(Supplier<HistoryFollower> followers, Path folder, LogIdentity log, long memoryBytes) {
        this.followers = followers;
        this.folder = folder;
        this.log = log;
        this.memoryBytes = memoryBytes;
        this.thread = new Thread(this::run, "history");
        thread.setDaemon(true);
    }

    /** Begins to index. */
    HistoryIndex begin() {
        thread.start();
        return this;
    }

    /** How the index stands to a partition; empty if it does not follow it. */
    synchronized Optional<IndexedPartition> partition(int partition) {
        return Optional.ofNullable(partitions.get(partition));
    }

    /** How the index stands to each partition that it follows. */
    public synchronized SortedMap<Integer, Boolean> caughtUp() {
        SortedMap<Integer, Boolean> caughtUp = new TreeMap<>();
        partitions.forEach((partition, state) -> caughtUp.put(partition, state.isCaughtUp()));
        return caughtUp;
    }

    /** How many records are still to be indexed of what was there when it began. */
    public synchronized long behind() {
        return partitions.values().stream().mapToLong(IndexedPartition::behind).sum();
    }

    /** Why the index does not get on, in a sentence; empty if it does. */
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until a partition is indexed as far as its topics were written; false if it is not in time. */
    synchronized boolean await(int partition, long events, WrittenEnds ends, long deadlineNanos)
            throws InterruptedException {
        while (true) {
            IndexedPartition state = partitions.get(partition);
            if (state != null
                    && state.progress().events() >= events
                    && state.progress().reaches(ends)) {
                return true;
            }
            long leftMs = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            if (leftMs <= 0 || closed) {
                return false;
            }
            wait(leftMs);
        }
    }

    /** Reads the index; empty while it is not open. */
    <T> Optional<T> read(Function<HistoryStore, T> question) {
        opening.readLock().lock();
        try {
            return store == null ? Optional.empty() : Optional.of(question.apply(store));
        } catch (HistoryStoreException e) {
            LOG.warn("The history index cannot be read", e);
            broken(e);
            return Optional.empty();
        } finally {
            opening.readLock().unlock();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (follower != null) {
                follower.wakeup();
            }
            notifyAll();
        }
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long retryMs = RETRY_MS;
        while (!isClosed()) {
            try {
                HistoryStore open = open();
                try (HistoryFollower reading = reading()) {
                    while (!isClosed() && !isCorrupt()) {
                        tell(reading.step(open));
                        retryMs = RETRY_MS;
                    }
                }
                renew();
            } catch (WakeupException | InterruptException end) {
                LOG.debug("The history index is kept no more");
            } catch (HistoryStoreException e) {
                broken(e);
                shut();
                renew();
                failed(e, retryMs);
                retryMs = Math.min(RETRY_MS_MAX, 2 * retryMs);
            } catch (RuntimeException e) {
                // Kafka's, the registry's, the disk's: none of them may end it.
                failed(e, retryMs);
                retryMs = Math.min(RETRY_MS_MAX, 2 * retryMs);
            }
        }
        shut();
    }

    private HistoryStore open() {
        HistoryStore known = store;
        if (known != null) {
            return known;
        }
        HistoryStore opened = HistoryStore.open(folder, log, NativeMemory.take(memoryBytes));
        opening.writeLock().lock();
        try {
            store = opened;
        } finally {
            opening.writeLock().unlock();
        }
        return opened;
    }

    private void shut() {
        opening.writeLock().lock();
        try {
            if (store != null) {
                store.close();
                store = null;
            }
        } finally {
            opening.writeLock().unlock();
        }
        synchronized (this) {
            partitions.clear();
            notifyAll();
        }
    }

    /** What is no index any more is thrown away, and made anew. */
    private void renew() {
        synchronized (this) {
            if (!corrupt) {
                return;
            }
            corrupt = false;
        }
        LOG.atWarn().addKeyValue("folder", folder).log("The history index is broken; it is made anew");
        shut();
        HistoryStore.discard(folder);
    }

    private synchronized void broken(HistoryStoreException e) {
        corrupt |= e.isCorrupt();
    }

    private HistoryFollower reading() {
        HistoryFollower opened = followers.get();
        synchronized (this) {
            follower = opened;
        }
        return opened;
    }

    private synchronized void tell(Map<Integer, IndexedPartition> reached) {
        failure = null;
        partitions.clear();
        partitions.putAll(reached);
        notifyAll();
    }

    private void failed(RuntimeException e, long retryMs) {
        LOG.atWarn()
                .setCause(e)
                .addKeyValue("retryMs", retryMs)
                .log("The history index does not get on; it tries again");
        synchronized (this) {
            failure = "The history index does not get on: " + e.getMessage();
            long untilNanos = System.nanoTime() + Duration.ofMillis(retryMs).toNanos();
            try {
                for (long leftMs = retryMs; leftMs > 0 && !closed; ) {
                    wait(leftMs);
                    leftMs = Duration.ofNanos(untilNanos - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException interrupted) {
                closed = true;
            }
        }
    }

    private synchronized boolean isCorrupt() {
        return corrupt;
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
