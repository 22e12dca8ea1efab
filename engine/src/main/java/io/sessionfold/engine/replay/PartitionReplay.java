package io.sessionfold.engine.replay;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.session.LoggedFailures;
import io.sessionfold.engine.session.UnexpectedFailureException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Replays one partition, from where its table was left. It hopes that the live fold failed nowhere; if the log tells late
 * that it did, it looks for all that is told of failures, and begins again (INV-47).
 */
final class PartitionReplay implements Callable<ReplayedPartition> {

    /** What a kill may take back; and how many states may wait on the heap to be written. */
    private static final int KEPT_EVERY = 8_192;

    private final Logs logs;
    private final Stretch stretch;
    private final Scope scope;
    private final StartFrom startFrom;
    private final MarkedTable table;
    private final BiFunction<Mark, LoggedFailures, PartitionFold> folds;
    private final Foresight foresight;
    private final FoldObserver observer;
    private final ReplayProgress progress;
    private final LoggedFailures failures = new LoggedFailures();
    private Mark start;

    PartitionReplay(
            Logs logs,
            Stretch stretch,
            Scope scope,
            StartFrom startFrom,
            MarkedTable table,
            BiFunction<Mark, LoggedFailures, PartitionFold> folds,
            Foresight foresight,
            FoldObserver observer,
            ReplayProgress progress) {
        this.logs = logs;
        this.stretch = stretch;
        this.scope = scope;
        this.startFrom = startFrom;
        this.table = table;
        this.folds = folds;
        this.foresight = foresight;
        this.observer = observer;
        this.progress = progress;
        this.start = start();
        refuseGaps();
        progress.expect(stretch.to() - start.next());
    }

    @Override
    public ReplayedPartition call() {
        boolean isResumed = table.mark().isPresent();
        // What is told of failures stands behind them: perhaps behind the end of this replay.
        boolean isTold = look(observer.isFinal() ? start.next() : stretch.to());
        if (isTold && isResumed) {
            beginAgain();
        }
        try {
            return fold();
        } catch (UnforeseenFailureException | UnexpectedFailureException unforeseen) {
            observer.again(stretch.partition().partition());
            beginAgain();
            look(start.next());
            return fold();
        }
    }

    private Mark start() {
        Optional<Mark> left = table.mark();
        left.ifPresent(mark -> startFrom.goOn(stretch, mark));
        return left.orElseGet(() -> startFrom.fill(stretch, table));
    }

    private ReplayedPartition fold() {
        PartitionFold fold = folds.apply(start, failures);
        long read = 0;
        try (Cursor cursor = logs.open(stretch.partition(), start.next(), stretch.to())) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                if (scope.takes(next.key())) {
                    observer.folded(fold.feed(next));
                }
                progress.read();
                read++;
                if (read % KEPT_EVERY == 0) {
                    table.keep(new Mark(next.offset() + 1, fold.counts(), start.begun()));
                }
            }
        }
        table.keep(new Mark(stretch.to(), fold.counts(), start.begun()));
        return new ReplayedPartition(stretch, start.begun(), start.next(), read, fold.counts());
    }

    private boolean look(long from) {
        return from < stretch.span().to()
                && foresight.look(stretch.partition(), from, stretch.span().to(), failures);
    }

    private void beginAgain() {
        table.clear();
        start = startFrom.fill(stretch, table);
        progress.expect(stretch.to() - start.next());
    }

    private void refuseGaps() {
        if (start.next() > stretch.to()) {
            throw new ReplayException(
                    "Expected the states of %s to be folded up to %d at most, where this replay ends, but they are folded up to %d already; begin in an empty folder"
                            .formatted(stretch.partition(), stretch.to() - 1, start.next() - 1));
        }
        if (start.next() < stretch.span().from()) {
            throw new ReplayException(
                    "Expected %s to have its records from %d on, where the states end, but it begins at %d: what was between is gone"
                            .formatted(
                                    stretch.partition(),
                                    start.next(),
                                    stretch.span().from()));
        }
    }
}
