package io.sessionfold.engine.http;

import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.ChangeFeed;
import io.sessionfold.engine.query.ChangeFeeds;
import io.sessionfold.engine.query.PositionToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Changes that a test says, to whoever reads them; it remembers who asked for what. */
public final class ScriptedChanges implements ChangeFeeds {

    final List<String> tenants = new CopyOnWriteArrayList<>();
    public final List<Optional<PositionToken>> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile boolean unreachable;
    volatile boolean cut;

    private final LinkedBlockingQueue<Change> said = new LinkedBlockingQueue<>();

    public void say(Change change) {
        said.add(change);
    }

    @Override
    public ChangeFeed open(String tenantId, @Nullable PositionToken after) {
        if (unreachable) {
            throw new TimeoutException("no broker");
        }
        tenants.add(tenantId);
        asked.add(Optional.ofNullable(after));
        return new Feed();
    }

    @Override
    public Optional<SortedMap<Integer, Long>> reached() {
        return unreachable ? Optional.empty() : Optional.of(new TreeMap<>(Map.of(0, 7L)));
    }

    private final class Feed implements ChangeFeed {

        @Override
        public List<Change> poll(Duration patience) {
            List<Change> changes = new ArrayList<>();
            try {
                Change first = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    changes.add(first);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            said.drainTo(changes);
            return changes;
        }

        @Override
        public PositionToken position() {
            return PositionToken.ofChanges(new TreeMap<>(Map.of(0, 9L)));
        }

        @Override
        public boolean isCut() {
            return cut;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
