package io.sessionfold.engine.replay;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.WriterSchemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Folds the log into states of its own with the live engine's fold (INV-44), all partitions in parallel, side by side
 * with the live one: it belongs to no group, and writes nothing to the cluster.
 */
public final class Replay {

    private final Logs logs;
    private final FoldVersions folds;
    private final WriterSchemas schemas;
    private final ReplayTables tables;
    private final StartFrom startFrom;
    private final PartitionThreads threads;
    private final int threadCount;

    /**
     * @param folds the fold versions that are known
     * @param tables where the states are kept; a partition of which they know something is gone on with
     * @param startFrom what is known of the others
     * @param threads how many partitions are folded at once
     */
    public Replay(
            Logs logs,
            FoldVersions folds,
            WriterSchemas schemas,
            ReplayTables tables,
            StartFrom startFrom,
            int threads) {
        this.logs = logs;
        this.folds = folds;
        this.schemas = schemas;
        this.tables = tables;
        this.startFrom = startFrom;
        this.threads = new PartitionThreads(threads);
        this.threadCount = threads;
    }

    /**
     * Replays.
     *
     * @throws ReplayException if the log cannot be replayed so far, or its events cannot be read as they could be live
     */
    public Replayed run(Until until, Scope scope, FoldObserver observer, ReplayProgress progress) {
        ReplayPlan plan = new ReplayPlan(logs, Topics.EVENTS);
        List<Stretch> stretches = plan.stretches(until, scope);
        UnknownSchemas unknown = UnknownSchemas.read(logs, schemas, Topics.DEAD_LETTERS, Topics.EVENTS);
        List<PartitionReplay> partitions = new ArrayList<>();
        Foresight foresight = new Foresight(logs, schemas, plan.partitions());
        for (Stretch stretch : stretches) {
            MarkedTable table = tables.table(stretch.partition().partition());
            partitions.add(new PartitionReplay(
                    logs,
                    stretch,
                    scope,
                    startFrom,
                    table,
                    (start, failures) -> new PartitionFold(
                            folds, schemas, plan.partitions(), table, start.counts(), unknown, failures),
                    foresight,
                    observer,
                    progress));
        }
        long startedAtNs = System.nanoTime();
        List<ReplayedPartition> replayed = new ArrayList<>(threads.run(partitions));
        long elapsedNs = System.nanoTime() - startedAtNs;
        replayed.sort(Comparator.comparingInt(one -> one.stretch().partition().partition()));
        return new Replayed(replayed, elapsedNs, Math.max(1, Math.min(threadCount, partitions.size())));
    }
}
