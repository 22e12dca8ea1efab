package io.sessionfold.engine.replay;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Replays one partition, from where its table was left. */
final class PartitionReplay implements Callable<ReplayedPartition> {

    /** What a kill may take back; and how many states may wait on the heap to be written. */
    private static final int KEPT_EVERY = 8_192;

    private final Logs logs;
    private final Stretch stretch;
    private final Scope scope;
    private final MarkedTable table;
    private final PartitionFold fold;
    private final FoldObserver observer;
    private final ReplayProgress progress;
    private final Mark start;

    PartitionReplay(
            Logs logs,
            Stretch stretch,
            Scope scope,
            MarkedTable table,
            Mark start,
            PartitionFold fold,
            FoldObserver observer,
            ReplayProgress progress) {
        this.logs = logs;
        this.stretch = stretch;
        this.scope = scope;
        this.table = table;
        this.start = start;
        this.fold = fold;
        this.observer = observer;
        this.progress = progress;
    }

    @Override
    public ReplayedPartition call() {
        long read = 0;
        try (Cursor cursor = logs.open(stretch.partition(), start.next(), stretch.to())) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                if (scope.takes(next.key())) {
                    observer.folded(fold.feed(next));
                }
                progress.read();
                read++;
                if (read % KEPT_EVERY == 0) {
                    table.keep(new Mark(next.offset() + 1, fold.counts()));
                }
            }
        }
        table.keep(new Mark(Math.max(start.next(), stretch.to()), fold.counts()));
        return new ReplayedPartition(stretch, start.next(), read, fold.counts());
    }
}
