package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.CheckpointPlace;
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
    private List<CheckpointPlace> places = List.of();

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
     * @throws io.sessionfold.engine.checkpoint.CheckpointException if the checkpoint that is asked for cannot be begun from
     */
    public Report run() {
        long startedNs = System.nanoTime();
        Snapshot snapshot = Snapshot.take(
                subject.logs(), subject.changelogs(), List.of(Input.values()), Topics.PARTITIONED, subject.patience());
        Beginnings beginnings = Beginnings.choose(subject, snapshot);
        KeptStates states = new KeptStates(subject.kept());
        inParallel(tasks(snapshot, beginnings, states));
        if (subject.scope().onlyPartition(subject.partitions()).isEmpty()) {
            Crossed crossed = new Crossed(beginnings::places, subject.partitions());
            tally.compared("records between partitions", crossings.settle(findings, crossed));
            places = states.places(subject.logs());
        }
        List<Finding> kept = findings.kept();
        List<String> around =
                kept.isEmpty() ? List.of() : Neighbourhood.of(subject.logs(), subject.schemas(), kept.get(0));
        return new Report(
                findings.counts(),
                kept,
                around,
                tally.result(),
                (System.nanoTime() - startedNs) / 1e9,
                beginnings.resting(crossings.resting()));
    }

    /**
     * Of which part of the log the states are that were kept, once it ran: of every partition that could be folded as far as
     * the live fold had been.
     */
    public List<CheckpointPlace> places() {
        return places;
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

    private List<Runnable> tasks(Snapshot snapshot, Beginnings beginnings, KeptStates states) {
        Work work = new Work(
                subject, snapshot, beginnings, states, Unknown.read(subject), crossings, findings, tally, meter);
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
