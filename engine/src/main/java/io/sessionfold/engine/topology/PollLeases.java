package io.sessionfold.engine.topology;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which tasks of this process have run, and so polled, lately enough to be sure that nobody took them over: a process that
 * was paused must not answer as the owner (INV-41). Thread-safe.
 *
 * <p>A gap longer than the lease breaks it, by the monotonic clock or by the wall clock, because the one stands still in a
 * suspended machine and the other jumps. A broken lease counts again only after the task has run without a gap for as
 * long: by then a group that went on without it has told it so.
 */
public final class PollLeases {

    /** Shorter than the shortest session timeout that a broker allows by default, 6 s. */
    public static final Duration LEASE = Duration.ofSeconds(4);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoClock;
    private final InstantSource wallClock;
    private final long leaseNanos;
    private final Map<Integer, Running> tasks = new ConcurrentHashMap<>();

    /** @param nanoClock monotonic, in nanoseconds */
    public PollLeases(LongSupplier nanoClock, InstantSource wallClock, Duration lease) {
        this.nanoClock = nanoClock;
        this.wallClock = wallClock;
        this.leaseNanos = lease.toNanos();
    }

    /** The leases of a process whose wall clock this is. */
    public PollLeases(InstantSource wallClock) {
        this(System::nanoTime, wallClock, LEASE);
    }

    /** When a task ran last, and since when without a gap; a task that was just assigned owes no time. */
    private record Running(long atNanos, long atWallMs, long sinceNanos, boolean isBroken) {}

    /** Whether a partition's task may say what is not there. */
    public boolean isHeld(int partition) {
        Running task = tasks.get(partition);
        return task != null
                && gapNanos(task) <= leaseNanos
                && (!task.isBroken() || task.atNanos() - task.sinceNanos() >= leaseNanos);
    }

    /** How long ago a partition's task ran, by the clock that says more; empty if it has none here. */
    public Optional<Duration> sinceLastRun(int partition) {
        return Optional.ofNullable(tasks.get(partition)).map(task -> Duration.ofNanos(Math.max(0, gapNanos(task))));
    }

    /** A task was assigned, or began anew. */
    public void opened(int partition) {
        long now = nanoClock.getAsLong();
        tasks.put(partition, new Running(now, wallClock.millis(), now, false));
    }

    /** The stream thread ran a task. */
    public void ran(int partition) {
        tasks.computeIfPresent(partition, (ignored, before) -> {
            long now = nanoClock.getAsLong();
            boolean breaks = gapNanos(before) > leaseNanos;
            return new Running(
                    now, wallClock.millis(), breaks ? now : before.sinceNanos(), breaks || before.isBroken());
        });
    }

    /** A task left. */
    public void closed(int partition) {
        tasks.remove(partition);
    }

    private long gapNanos(Running task) {
        long wallNanos = (wallClock.millis() - task.atWallMs()) * NANOS_PER_MILLI;
        return Math.max(nanoClock.getAsLong() - task.atNanos(), wallNanos);
    }
}
