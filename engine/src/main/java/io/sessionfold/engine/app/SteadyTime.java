package io.sessionfold.engine.app;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * What Streams takes for the time: the wall clock as it stood when this was made, and the monotonic clock from there on.
 *
 * <p>Streams commits when the wall clock has moved on by the commit interval. One that is set back by an hour would keep it
 * from committing for an hour, and each transaction would be aborted when it timed out. No record that goes out has its
 * time from here; the timer of the sessions has a clock of its own.
 */
final class SteadyTime implements Time {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long beganMs = SYSTEM.milliseconds();
    private final long beganNanos = SYSTEM.nanoseconds();

    @Override
    public long milliseconds() {
        return beganMs + (nanoseconds() - beganNanos) / NANOS_PER_MILLI;
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long ms) {
        SYSTEM.sleep(ms);
    }

    /** As Kafka's own does it: the deadline is on the clock of {@link #milliseconds}. */
    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        synchronized (object) {
            while (!condition.get()) {
                long leftMs = deadlineMs - milliseconds();
                if (leftMs <= 0) {
                    throw new org.apache.kafka.common.errors.TimeoutException("The condition was not met in time");
                }
                TimeUnit.MILLISECONDS.timedWait(object, leftMs);
            }
        }
    }
}
