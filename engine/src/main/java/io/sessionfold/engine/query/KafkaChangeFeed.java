package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one tenant for one reader: first those that it missed, read by a consumer of its own, then those that the
 * shared reader hands out. Both know offsets, so that nothing is missed and nothing is told twice where one follows the other.
 */
final class KafkaChangeFeed implements ChangeFeed {

    private final Supplier<ChangeReader> shared;
    private final String tenantId;
    private final LogIdentity log;
    private final SortedMap<Integer, Long> next = new TreeMap<>();
    private @Nullable ChangeCatchUp behind;
    private @Nullable ChangeReader reader;
    private @Nullable LiveChanges live;
    private boolean owesReset;

    /** From now on; the shared reader is asked for when this feed needs it. */
    KafkaChangeFeed(Supplier<ChangeReader> shared, String tenantId, LogIdentity log) {
        this.shared = shared;
        this.tenantId = tenantId;
        this.log = log;
        next.putAll(follow().start());
    }

    /** From now on, for a reader who left off where there is no going on. */
    static KafkaChangeFeed anew(Supplier<ChangeReader> shared, String tenantId, LogIdentity log) {
        KafkaChangeFeed feed = new KafkaChangeFeed(shared, tenantId, log);
        feed.owesReset = true;
        return feed;
    }

    /** From where a reader left off; with a reset first where that cannot be. */
    KafkaChangeFeed(
            Supplier<ChangeReader> shared,
            String tenantId,
            LogIdentity log,
            SortedMap<Integer, Long> left,
            ChangeCatchUp behind) {
        this.shared = shared;
        this.tenantId = tenantId;
        this.log = log;
        if (behind.goTo(left)) {
            next.putAll(left);
            this.behind = behind;
        } else {
            behind.close();
            startAnew();
        }
    }

    @Override
    public List<Change> poll(Duration patience) {
        if (!owesReset) {
            try {
                return behind == null ? goOn(live == null ? follow() : live, patience) : catchUp(behind, patience);
            } catch (InvalidOffsetException e) {
                // The log was cut off behind this reader.
                close();
                startAnew();
            }
        }
        owesReset = false;
        return List.of(new Change.Reset(position()));
    }

    @Override
    public PositionToken position() {
        return PositionToken.ofChanges(next).in(log);
    }

    @Override
    public boolean isCut() {
        return live != null && live.isCut();
    }

    @Override
    public void close() {
        if (behind != null) {
            behind.close();
            behind = null;
        }
        if (live != null && reader != null) {
            reader.leave(tenantId, live);
        }
    }

    private List<Change> catchUp(ChangeCatchUp own, Duration patience) {
        List<Change> changes = told(own.poll(patience, tenantId));
        advance(own.positions());
        if (live == null && own.isNearEnd()) {
            follow();
        }
        if (live != null && hasReached(live.start())) {
            own.close();
            behind = null;
        }
        return changes;
    }

    private List<Change> goOn(LiveChanges handedOut, Duration patience) {
        LiveChanges.Taken taken = handedOut.take(patience);
        List<Change> changes = told(taken.changes());
        advance(taken.reached());
        return changes;
    }

    private List<Change> told(List<LoggedChange> logged) {
        List<Change> changes = new ArrayList<>();
        for (LoggedChange change : logged) {
            if (change.offset() >= next.getOrDefault(change.partition(), 0L)) {
                next.put(change.partition(), change.offset() + 1);
                changes.add(change.told(position()));
            }
        }
        return changes;
    }

    private void advance(SortedMap<Integer, Long> reached) {
        reached.forEach((partition, offset) -> next.merge(partition, offset, Math::max));
    }

    private boolean hasReached(SortedMap<Integer, Long> start) {
        return start.entrySet().stream().allMatch(at -> next.getOrDefault(at.getKey(), 0L) >= at.getValue());
    }

    private void startAnew() {
        next.clear();
        next.putAll(follow().start());
        owesReset = true;
    }

    private LiveChanges follow() {
        reader = shared.get();
        live = reader.follow(tenantId);
        return live;
    }
}
