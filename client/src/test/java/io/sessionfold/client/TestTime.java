package io.sessionfold.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock on which a pause is over at once, and counted. */
final class TestTime implements Clockwork {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public double random() {
        return 1;
    }

    @Override
    public CompletableFuture<Void> pause(Duration time) {
        pauses.add(time);
        passes(time);
        return CompletableFuture.completedFuture(null);
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
