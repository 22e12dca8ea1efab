package io.sessionfold.engine.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A question that many ask at once and that is put once for all of them, and always after the last of them asked: an
 * answer that was on its way already might be older than the asker's request. Thread-safe.
 */
public final class SharedQuestion<T> {

    private final Supplier<T> ask;
    private final ReentrantLock asking = new ReentrantLock();
    private CompletableFuture<T> next = new CompletableFuture<>();

    public SharedQuestion(Supplier<T> ask) {
        this.ask = ask;
    }

    /** An answer to a question that was put after this call began; what the question throws goes to all who shared it. */
    public T answer() {
        CompletableFuture<T> mine = join();
        asking.lock();
        try {
            if (!mine.isDone()) {
                begin();
                put(mine);
            }
        } finally {
            asking.unlock();
        }
        return mine.join();
    }

    private synchronized CompletableFuture<T> join() {
        return next;
    }

    /** From now on others share the question after this one. */
    private synchronized void begin() {
        next = new CompletableFuture<>();
    }

    private void put(CompletableFuture<T> shared) {
        try {
            shared.complete(ask.get());
        } catch (RuntimeException e) {
            shared.completeExceptionally(e);
        }
    }
}
