package io.sessionfold.engine.query;

import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.PollLeases;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The freshness of the copies of a running topology. Kafka is asked about once a second, because each look is a round trip;
 * while it does not answer the copies grow stale, and say so.
 */
public final class CopyLags implements Freshness, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyLags.class);

    private static final long LOOK_EVERY_MS = 1_000;

    private final KafkaStreams streams;
    private final PollLeases leases;
    private final CopyHistories histories;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "sessionfold-lags");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins to look. */
    public CopyLags(KafkaStreams streams, PollLeases leases, CopyHistories histories) {
        this.streams = streams;
        this.leases = leases;
        this.histories = histories;
        var unused = looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** The copy of a task that is active here, in a rebalance, is as old as the task's last run. */
    @Override
    public Optional<Duration> staleness(int partition) {
        Optional<Duration> active = leases.sinceLastRun(partition);
        return active.isPresent() ? active : histories.staleness(partition, System.nanoTime());
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void look() {
        try {
            long atNanos = System.nanoTime();
            Map<Integer, LagInfo> lags =
                    streams.allLocalStorePartitionLags().getOrDefault(StoreNames.SESSIONS, Map.of());
            histories.forgetGone(atNanos);
            lags.forEach((partition, lag) ->
                    histories.note(partition, atNanos, lag.currentOffsetPosition(), lag.endOffsetPosition()));
        } catch (KafkaException | IllegalStateException e) {
            LOG.atDebug().setCause(e).log("The lags of the copies cannot be had now");
        }
    }
}
