package io.sessionfold.engine.topology;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One reader's wait for the fold; it is woken once. To be closed in any case, or it would be kept for ever. */
public final class FoldWait implements AutoCloseable {

    private final CountDownLatch woken = new CountDownLatch(1);
    private final Consumer<FoldWait> forget;

    FoldWait(Consumer<FoldWait> forget) {
        this.forget = forget;
    }

    /** Waits to be woken; whether that happened in time. */
    public boolean await(Duration patience) throws InterruptedException {
        return woken.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        forget.accept(this);
    }

    void wake() {
        woken.countDown();
    }
}
