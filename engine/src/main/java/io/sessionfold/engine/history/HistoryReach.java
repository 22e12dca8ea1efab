package io.sessionfold.engine.history;

import io.sessionfold.engine.query.LogEnds;
import io.sessionfold.engine.query.QueryResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How far an answer about the past reaches: up to where the fold has decided every event, in transactions that are
 * committed, and the index has all that they put out. Below that nothing changes any more. Thread-safe.
 */
final class HistoryReach {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    /** A commit takes about twice as long. */
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final HistoryIndex index;
    private final HistoryEnds ends;
    private final LogEnds log;
    private final Map<Integer, Long> covered = new ConcurrentHashMap<>();

    HistoryReach(HistoryIndex index, HistoryEnds ends, LogEnds log) {
        this.index = index;
        this.ends = ends;
        this.log = log;
    }

    /** A reach that has an offset in it; -1 for whichever can be had. */
    QueryResult<Reach> upTo(int partition, long offset, long deadlineNanos) throws InterruptedException {
        while (true) {
            Optional<IndexedPartition> state = index.partition(partition);
            if (state.isEmpty() || !state.get().isCaughtUp()) {
                return notYet(partition, state);
            }
            Long known = covered.get(partition);
            if (known != null && offset >= 0 && known > offset) {
                return found(partition, known);
            }
            Optional<WrittenEnds> written = ends.written(partition);
            if (written.isEmpty()) {
                return new QueryResult.NotReady<>("Kafka does not say how far the fold is", LATER);
            }
            long decided = decided(partition, offset, written.get());
            if (decided > offset) {
                return index.await(partition, written.get().decided(), written.get(), deadlineNanos)
                        ? found(partition, covered.merge(partition, decided, Math::max))
                        : behind("The history is not indexed as far as was asked for yet");
            }
            OptionalLong end = log.end(partition);
            if (end.isPresent() && offset >= end.getAsLong()) {
                return new QueryResult.NeverReached<>("That position is beyond the end of the log");
            }
            if (System.nanoTime() > deadlineNanos || Thread.currentThread().isInterrupted()) {
                return behind("The state is not folded as far as was asked for yet");
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }

    /** Behind the last event there may be records of transactions alone: they are decided with it. */
    private long decided(int partition, long offset, WrittenEnds written) {
        return written.decided() <= offset && log.isBare(partition, written.decided(), offset + 1)
                ? offset + 1
                : written.decided();
    }

    private QueryResult<Reach> found(int partition, long decided) {
        return index.partition(partition)
                .<QueryResult<Reach>>map(state -> new QueryResult.Found<>(
                        new Reach(partition, state.progress().from(), decided - 1)))
                .orElseGet(() -> notYet(partition, Optional.empty()));
    }

    private QueryResult<Reach> notYet(int partition, Optional<IndexedPartition> state) {
        String reason = index.failure()
                .orElseGet(() -> state.map(known -> "The history index of partition " + partition + " is being made: "
                                + known.behind() + " records are still to be read")
                        .orElse("The history of partition " + partition + " is not indexed here yet"));
        return new QueryResult.NotReady<>(reason, LATER);
    }

    private static QueryResult<Reach> behind(String reason) {
        return new QueryResult.NotReady<>(reason, SOON);
    }
}
