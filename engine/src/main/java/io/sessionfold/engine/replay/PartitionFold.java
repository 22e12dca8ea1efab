package io.sessionfold.engine.replay;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.wire.WriterSchemas;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One partition of a stored log, folded with the live engine's own fold (INV-44): everything that the live one does short
 * of writing. Its records have to come in order. Not thread-safe.
 */
public final class PartitionFold {

    private final FoldVersions folds;
    private final Intake<LifecycleEvent, RecordedEvent> intake;
    private final FoldTable table;
    private final ProgressCounts counts = new ProgressCounts();

    /**
     * @param folds the fold versions that it knows
     * @param partitions the pinned partition count of the log
     * @param table where the states are kept
     */
    public PartitionFold(FoldVersions folds, WriterSchemas schemas, int partitions, FoldTable table) {
        this.folds = folds;
        this.intake = SessionEventForm.intake(schemas, partitions);
        this.table = table;
    }

    /** Folds the next record. */
    public Folded feed(ConsumerRecord<byte[], byte[]> record) {
        Received<RecordedEvent> received = intake.receive(new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                new Position(record.topic(), record.partition(), record.offset()),
                record.headers().lastHeader(Intake.REROUTED_HEADER) != null));
        counts.add(Count.READ, 1);
        counts.set(Count.LAST_OFFSET, record.offset());
        if (received instanceof Received.Event<RecordedEvent> event) {
            return fold(record, event);
        }
        counts.add(received instanceof Received.Garbage<?> ? Count.DEAD_LETTERED : Count.REROUTED, 1);
        return new Folded(record, received, FoldState.NONE, null);
    }

    /** What became of the records so far, counted as the live engine counts. */
    public ProgressCounts counts() {
        return counts;
    }

    /** The states so far. */
    public FoldTable table() {
        return table;
    }

    private Folded fold(ConsumerRecord<byte[], byte[]> record, Received.Event<RecordedEvent> received) {
        SessionKey key = received.event().envelope().key();
        FoldState before = table.find(key);
        FoldOutcome outcome = folds.at(FoldVersions.FIRST).evolve(before.session(), before.guards(), received.event());
        table.put(key, new FoldState(outcome.session(), outcome.guards()));
        counts.add(before.session(), outcome);
        return new Folded(record, received, before, outcome);
    }
}
