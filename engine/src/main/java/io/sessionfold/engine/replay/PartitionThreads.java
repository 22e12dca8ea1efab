package io.sessionfold.engine.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that each take a partition until none is left; the first failure ends them all. */
final class PartitionThreads {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int threads;

    PartitionThreads(int threads) {
        this.threads = threads;
    }

    /** Runs all and returns their results in any order, or throws what the first that failed threw. */
    <T> List<T> run(List<? extends Callable<T>> tasks) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.max(1, Math.min(threads, tasks.size())),
                task -> new Thread(task, "partition-reader-" + number.incrementAndGet()));
        CompletionService<T> running = new ExecutorCompletionService<>(executor);
        try {
            List<Future<T>> submitted = new ArrayList<>();
            tasks.forEach(task -> submitted.add(running.submit(task)));
            List<T> results = new ArrayList<>();
            for (int i = 0; i < submitted.size(); i++) {
                results.add(running.take().get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Expected a partition to be readable, but it failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("Interrupted while partitions were read", e);
        } finally {
            end(executor);
        }
    }

    /** Nobody may use what the caller closes next. */
    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        boolean isInterrupted = Thread.interrupted();
        try {
            if (!executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "Expected every reader of a partition to end within " + PATIENCE + ", but one did not");
            }
        } catch (InterruptedException e) {
            isInterrupted = true;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
