package io.sessionfold.engine.load;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The pace of a load: as recorded, some times faster, or as fast as Kafka takes it. */
final class LoadPace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double speed;
    private final LongSupplier nanoTime;
    private @Nullable Instant firstEvent;
    private long firstNs;

    /** @param speed how many times faster than recorded; infinite for no waiting at all */
    LoadPace(double speed, LongSupplier nanoTime) {
        this.speed = speed;
        this.nanoTime = nanoTime;
    }

    /** Waits until it is an event's turn. An interrupt ends the wait early and stays set. */
    void await(Instant eventTime) {
        if (Double.isInfinite(speed)) {
            return;
        }
        if (firstEvent == null) {
            firstEvent = eventTime;
            firstNs = nanoTime.getAsLong();
        }
        double recordedSeconds = (eventTime.toEpochMilli() - firstEvent.toEpochMilli()) / 1_000.0;
        long dueNs = firstNs + (long) (recordedSeconds / speed * NANOS_PER_SECOND);
        for (long leftNs = dueNs - nanoTime.getAsLong();
                leftNs > 0 && !Thread.currentThread().isInterrupted();
                leftNs = dueNs - nanoTime.getAsLong()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
