package io.sessionfold.engine.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for the next of a row of moments that are as far apart as was said; one that has passed is not made up for. */
final class Every implements BooleanSupplier {

    private final long everyNs;
    private final CountDownLatch never = new CountDownLatch(1);
    private long nextNs;

    /** @param everyNs how far apart; the first moment is now */
    private Every(long everyNs) {
        this.everyNs = everyNs;
        this.nextNs = System.nanoTime();
    }

    static Every of(Duration apart) {
        if (apart.isNegative() || apart.isZero()) {
            throw CommandException.usage(
                    "Expected --every to be a duration above zero, e.g. PT24H, but it was " + apart);
        }
        return new Every(apart.toNanos());
    }

    /** Waits; false if the thread was asked to end. */
    @Override
    public boolean getAsBoolean() {
        long nowNs = System.nanoTime();
        nextNs = Math.max(nextNs + everyNs, nowNs);
        try {
            return !never.await(nextNs - nowNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
