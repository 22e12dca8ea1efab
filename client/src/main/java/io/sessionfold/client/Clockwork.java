package io.sessionfold.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, as a call needs them. Thread-safe. */
interface Clockwork {

    /** A clock that never goes back. */
    long nanoTime();

    /** From 0 to 1. */
    double random();

    /** Done when the time has passed. */
    CompletableFuture<Void> pause(Duration time);

    /** The machine's own. */
    static Clockwork real() {
        return new Clockwork() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public double random() {
                return ThreadLocalRandom.current().nextDouble();
            }

            @Override
            public CompletableFuture<Void> pause(Duration time) {
                return CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS));
            }
        };
    }
}
