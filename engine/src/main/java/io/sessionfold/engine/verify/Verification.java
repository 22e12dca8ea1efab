package io.sessionfold.engine.verify;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.topology.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/**
 * Folds the log again and compares: every record that was published, each exactly once and in order; the live states; the
 * counts; and what the published records promise by themselves (INV-44 to 46; INV-1, 3, 5, 6, 13). It reads as any consumer
 * may, beside a running engine, and never writes.
 *
 * <p>What the engine writes into its own inputs is part of the log: a lapse, a re-routed record and a quarantine are taken
 * from there. That a re-routed record or a failure of a run follows from another record is compared; that time had passed
 * when a lapse was written nobody can prove.
 */
public final class Verification {

    private final Subject subject;
    private final int threads;
    private final Meter meter;
    private final Findings findings = new Findings();
    private final Crossings crossings = new Crossings();
    private final Tally tally = new Tally();

    /** @param threads how many partitions are verified at a time; what is in memory grows with it */
    public Verification(Subject subject, int threads, Meter meter) {
        this.subject = subject;
        this.threads = threads;
        this.meter = meter;
    }

    /**
     * Verifies.
     *
     * @throws io.sessionfold.engine.log.LogException if a topic is missing, or nobody answers
     */
    public Report run() {
        long startedNs = System.nanoTime();
        Snapshot snapshot =
                Snapshot.take(subject.logs(), subject.changelogs(), List.of(Input.values()), Topics.PARTITIONED);
        inParallel(tasks(snapshot));
        if (subject.scope().onlyPartition(subject.partitions()).isEmpty()) {
            tally.compared("records between partitions", crossings.settle(findings));
        }
        List<Finding> kept = findings.kept();
        List<String> around =
                kept.isEmpty() ? List.of() : Neighbourhood.of(subject.logs(), subject.schemas(), kept.get(0));
        return new Report(findings.counts(), kept, around, tally.result(), (System.nanoTime() - startedNs) / 1e9);
    }

    /** How many records of the inputs there are now, for whoever shows how far it is. */
    public static long records(Logs logs) {
        long records = 0;
        for (Input input : Input.values()) {
            for (TopicPartition partition : logs.partitions(input.topic())) {
                records += logs.span(partition).to() - logs.span(partition).from();
            }
        }
        return records;
    }

    private List<Runnable> tasks(Snapshot snapshot) {
        Work work = new Work(subject, snapshot, Unknown.read(subject), crossings, findings, tally, meter);
        List<Runnable> tasks = new ArrayList<>();
        OptionalInt only = subject.scope().onlyPartition(subject.partitions());
        if (only.isPresent()) {
            tasks.add(new SessionVerification(work, only.getAsInt()));
            return tasks;
        }
        for (int partition = 0; partition < subject.partitions(); partition++) {
            tasks.add(new WorkerVerification(work, partition));
            tasks.add(new ApplicationVerification(work, partition));
            tasks.add(new DeadLetterReading(work, partition));
        }
        for (int partition = 0; partition < subject.partitions(); partition++) {
            tasks.add(new SessionVerification(work, partition));
        }
        return tasks;
    }

    private void inParallel(List<Runnable> tasks) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable task : tasks) {
                running.add(workers.submit(task));
            }
            for (Future<?> task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Expected a partition to be verifiable, but it was not", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The verification was interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
