package io.sessionfold.engine.replay;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import java.util.List;
import java.util.concurrent.Callable;

/** Only reads what a replay read: how fast that goes is how fast a replay could be at best. */
public final class PlainReading {

    private final Logs logs;

    public PlainReading(Logs logs) {
        this.logs = logs;
    }

    /** Reads the same records with as many threads, and looks into none of them. */
    public Replayed again(Replayed replayed) {
        long startedAtNs = System.nanoTime();
        List<ReplayedPartition> read = new PartitionThreads(replayed.threads())
                .run(replayed.partitions().stream()
                        .map(one -> (Callable<ReplayedPartition>) () -> again(one))
                        .toList());
        return new Replayed(read, System.nanoTime() - startedAtNs, replayed.threads());
    }

    private ReplayedPartition again(ReplayedPartition one) {
        long records = 0;
        try (Cursor cursor =
                logs.open(one.stretch().partition(), one.from(), one.stretch().to())) {
            while (cursor.next() != null) {
                records++;
            }
        }
        return new ReplayedPartition(one.stretch(), one.begun(), one.from(), records, one.counts());
    }
}
