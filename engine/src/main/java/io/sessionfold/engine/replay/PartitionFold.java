package io.sessionfold.engine.replay;

import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.LoggedFailures;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.QuarantiningFold;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.UnexpectedFailureException;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.wire.WireFormat;
import io.sessionfold.wire.WriterSchemas;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a stored log, folded with the live engine's own fold (INV-44): everything that the live one does short
 * of writing. Its records have to come in order. Not thread-safe.
 */
public final class PartitionFold {

    private final FoldVersions folds;
    private final Intake<LifecycleEvent, RecordedEvent> intake;
    private final FoldTable table;
    private final ProgressCounts counts;
    private final @Nullable UnknownSchemas unknown;
    private final LoggedFailures failures;
    private final QuarantiningFold net;

    /**
     * A fold from the beginning, that takes the registry's word for what is unknown.
     *
     * @param folds the fold versions that it knows
     * @param partitions the pinned partition count of the log
     * @param table where the states are kept
     */
    public PartitionFold(FoldVersions folds, WriterSchemas schemas, int partitions, FoldTable table) {
        this(folds, schemas, partitions, table, new ProgressCounts(), null);
    }

    /**
     * A fold that goes on.
     *
     * @param counts what became of the records before
     * @param unknown whose schemas were not known when they were folded live; null to take the registry's word now
     */
    public PartitionFold(
            FoldVersions folds,
            WriterSchemas schemas,
            int partitions,
            FoldTable table,
            ProgressCounts counts,
            @Nullable UnknownSchemas unknown) {
        this(folds, schemas, partitions, table, counts, unknown, new LoggedFailures());
    }

    /**
     * A fold that goes on and knows of failures.
     *
     * @param counts what became of the records before
     * @param unknown whose schemas were not known when they were folded live; null to take the registry's word now
     * @param failures where the live fold failed, as far as it is known
     */
    public PartitionFold(
            FoldVersions folds,
            WriterSchemas schemas,
            int partitions,
            FoldTable table,
            ProgressCounts counts,
            @Nullable UnknownSchemas unknown,
            LoggedFailures failures) {
        this.folds = folds;
        this.intake = SessionEventForm.intake(schemas, partitions);
        this.table = table;
        this.counts = counts;
        this.unknown = unknown;
        this.failures = failures;
        this.net = new QuarantiningFold(failures);
    }

    /**
     * Folds the next record.
     *
     * @throws ReplayException if it was an event, and the registry does not know its schema any more
     * @throws UnforeseenFailureException if it tells of a failure that was not known: {@link Foresight} finds all of them,
     *     and then the partition has to begin again
     * @throws UnexpectedFailureException if the fold fails on it, and nothing is known of that
     */
    public Folded feed(ConsumerRecord<byte[], byte[]> record) {
        Received<RecordedEvent> received = receive(record);
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

    private Received<RecordedEvent> receive(ConsumerRecord<byte[], byte[]> record) {
        Position at = new Position(record.topic(), record.partition(), record.offset());
        LogRecord logged = new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                at,
                record.headers().lastHeader(Intake.REROUTED_HEADER) != null);
        if (unknown != null && unknown.contain(at.partition(), at.offset())) {
            return intake.unknownSchema(logged);
        }
        Received<RecordedEvent> received = intake.receive(logged);
        if (unknown != null
                && received instanceof Received.Garbage<?> garbage
                && garbage.letter().getCode() == DeadLetterCode.UNKNOWN_SCHEMA) {
            throw new ReplayException(
                    "Expected the registry to have schema id %s, with which the event at %s was written, but it has not, and no dead letter says that it never had: it lost the schema, or is another registry (or the engine has not come that far)"
                            .formatted(schemaId(record), at));
        }
        return received;
    }

    private static String schemaId(ConsumerRecord<byte[], byte[]> record) {
        OptionalInt id = WireFormat.schemaId(record.value());
        return id.isPresent() ? Integer.toString(id.getAsInt()) : "unknown";
    }

    private Folded fold(ConsumerRecord<byte[], byte[]> record, Received.Event<RecordedEvent> received) {
        if (VersionFold.isBeginning(received.event())) {
            VersionFold.Begun begun = VersionFold.begin(folds, counts.foldVersion(), received.event());
            counts.add(begun);
            return new Folded(record, received, FoldState.NONE, begun.outcome());
        }
        RecordedEvent event = received.event();
        hear(event);
        SessionKey key = event.envelope().key();
        FoldState before = table.find(key);
        ParkedEvents parked = new ParkedEvents(event.position(), table, intake);
        FoldOutcome outcome =
                net.evolve(folds.at(counts.foldVersion()), before.session(), before.guards(), event, parked);
        table.put(key, new FoldState(outcome.session(), outcome.guards()));
        parked.follow(before.session(), event, outcome);
        counts.add(before.session(), outcome);
        return new Folded(record, received, before, outcome);
    }

    /** An id that no failure has tells of none, whoever wrote it: it is no reason to begin again. */
    private void hear(RecordedEvent event) {
        if (event.envelope().eventId().startsWith(LoggedFailures.ID_PREFIX) && failures.hear(event)) {
            throw new UnforeseenFailureException(event.position());
        }
    }
}
