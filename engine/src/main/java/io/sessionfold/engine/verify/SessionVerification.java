package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.replay.Folded;
import io.sessionfold.engine.replay.Foresight;
import io.sessionfold.engine.replay.Mark;
import io.sessionfold.engine.replay.MarkedTable;
import io.sessionfold.engine.replay.PartitionFold;
import io.sessionfold.engine.replay.ReplayException;
import io.sessionfold.engine.replay.UnforeseenFailureException;
import io.sessionfold.engine.replay.UnknownSchemas;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.LoggedFailures;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.UnexpectedFailureException;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Crossing.Arrived;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the events, folded again in one pass, in step with everything that its fold let out, and with the live
 * states where the live fold stood when the verification began.
 */
final class SessionVerification implements Runnable {

    /** Who writes the events that fail runs; nobody else writes with the source RECOVERY. */
    private static final String WORKERS = "sessionfold-workers";

    private final Subject subject;
    private final Snapshot snapshot;
    private final Crossings crossings;
    private final Findings shared;
    private final Tally tally;
    private final Meter meter;
    private final Beginnings beginnings;
    private final KeptStates kept;
    private final TopicPartition events;
    private final @Nullable UnknownSchemas unknown;
    private final long progress;
    private Findings findings = new Findings();
    private final List<Arrived> failures = new ArrayList<>();
    private final List<Arrived> quarantines = new ArrayList<>();

    SessionVerification(Work work, int partition) {
        this.subject = work.subject();
        this.snapshot = work.snapshot();
        this.crossings = work.crossings();
        this.shared = work.findings();
        this.tally = work.tally();
        this.meter = work.meter();
        this.beginnings = work.beginnings();
        this.kept = work.kept();
        this.events = new TopicPartition(Topics.EVENTS, partition);
        this.unknown = work.unknown().of(Topics.EVENTS);
        this.progress = snapshot.progress(events);
    }

    /** Hopes that the live fold failed nowhere; if the log tells late that it did, begins again with all that it tells. */
    @Override
    public void run() {
        LoggedFailures known = new LoggedFailures();
        try {
            attempt(known);
        } catch (UnforeseenFailureException | UnexpectedFailureException unforeseen) {
            Span span = subject.logs().span(events);
            new Foresight(subject.logs(), subject.schemas(), subject.partitions())
                    .look(events, beginnings.next(events.partition()), span.to(), known);
            again(known);
        }
    }

    private void again(LoggedFailures known) {
        try {
            attempt(known);
        } catch (UnexpectedFailureException unexpected) {
            crossings.isNotWhole();
            if (unexpected.position().offset() <= progress) {
                shared.add(new Finding(
                        Kind.FOLD_FAILED,
                        events.topic(),
                        null,
                        unexpected.position(),
                        null,
                        0,
                        "the fold to succeed, as it did when the log was written",
                        String.valueOf(unexpected.getMessage())));
            }
        }
    }

    private void attempt(LoggedFailures known) {
        findings = new Findings();
        failures.clear();
        quarantines.clear();
        Projection projection = new Projection(subject.cleanup(), findings);
        int partition = events.partition();
        try (Streams streams = new Streams(subject, snapshot, findings, partition, beginnings.place(partition))) {
            SessionOutputs outputs = new SessionOutputs(streams, projection);
            if (beginnings.isTruncated(partition)) {
                truncated(projection, streams);
            } else {
                verify(known, projection, streams, outputs);
            }
        }
        shared.addAll(findings);
        tally.add(projection);
    }

    private void verify(LoggedFailures known, Projection projection, Streams streams, SessionOutputs outputs) {
        SessionStates states = subject.changelogs() == null
                ? null
                : new SessionStates(subject, subject.changelogs(), events.partition(), findings);
        // Only now, so that no live state is ahead of what is folded.
        Span span = subject.logs().span(events);
        MarkedTable table = subject.tables().get();
        Mark start = beginnings.fill(events.partition(), table);
        PartitionFold fold = new PartitionFold(
                subject.folds(), subject.schemas(), subject.partitions(), table, start.counts(), unknown, known);
        Strays strays = new Strays(Topics.EVENTS, snapshot.end(events));
        ServedRows served = new ServedRows(subject, events.partition(), findings);
        begin(table, start.next(), projection, served);
        ProgressPoint point = new ProgressPoint(fold, states, start.next());
        PassedCheckpoints passed =
                new PassedCheckpoints(beginnings, fold, subject.scope(), events.partition(), start.next(), findings);
        long folded = 0;
        long late = 0;
        Span rest = new Span(start.next(), span.to());
        try (Cursor cursor = new LogCursor(subject.logs(), events, rest, point::isBehindTheStates)) {
            for (ConsumerRecord<byte[], byte[]> record = cursor.next(); record != null; record = cursor.next()) {
                if (!subject.scope().takes(record.key())) {
                    continue;
                }
                passed.before(record.offset(), point.recordTimeMs);
                boolean isRequired = record.offset() <= progress;
                if (!isRequired) {
                    point.reached();
                    late++;
                }
                served.before(record.offset(), fold.table());
                Folded one;
                try {
                    one = fold.feed(record);
                } catch (ReplayException schemaLost) {
                    lost(record, isRequired, schemaLost);
                    streams.breakOff();
                    crossings.isNotWhole();
                    handTo(outputs, strays);
                    return;
                }
                strays.note(record, one.received(), isRequired);
                folded(one, isRequired, projection, outputs, served);
                point.after(one, isRequired);
                if (++folded % Meter.STEP == 0) {
                    meter.folded(Meter.STEP);
                }
            }
        }
        point.reached();
        passed.before(Math.max(span.to(), point.at.offset() + 1), point.recordTimeMs);
        tally.compared("states of checkpoints", passed.same());
        streams.finish(tally);
        kept.compared(events, streams.cursors());
        if (states != null) {
            states.finish(tally);
        }
        served.finish(fold.table(), point.recordTimeMs, tally);
        handTo(outputs, strays);
        tally.events(folded, late);
        meter.folded(folded % Meter.STEP);
    }

    /** What was published of the sessions before is not seen: what the states say of it is taken for it. */
    private static void begin(FoldTable states, long next, Projection projection, ServedRows served) {
        states.forEach((key, state) -> {
            Session session = state.session();
            if (session != null) {
                projection.begin(key, session);
            }
        });
        served.begin(states, next);
    }

    private void handTo(SessionOutputs outputs, Strays strays) {
        outputs.handTo(crossings);
        strays.handTo(crossings);
        crossings.failures().arrived(failures);
        crossings.quarantines().arrived(quarantines);
    }

    private void folded(
            Folded folded, boolean isRequired, Projection projection, SessionOutputs outputs, ServedRows served) {
        FoldOutcome outcome = folded.outcome();
        if (outcome == null || !(folded.received() instanceof Received.Event<RecordedEvent> received)) {
            return;
        }
        RecordedEvent event = received.event();
        if (event.payload() instanceof SessionEvent.RunEnded ended && ended.yielded()) {
            projection.yielded(event.position());
        }
        if (event.payload() instanceof SessionEvent.RunErrored
                && event.envelope().source() == EventSource.RECOVERY
                && event.envelope().producerId().equals(WORKERS)) {
            failures.add(Written.arrived(event, event.position().offset() < snapshot.end(events)));
        }
        if (event.payload() instanceof SessionEvent.SessionQuarantined) {
            quarantines.add(Written.arrived(event, event.position().offset() < snapshot.end(events)));
        }
        outputs.expect(
                outcome.outputs(),
                event.envelope().key().recordKey(),
                event.position(),
                event.recordTimeMs(),
                isRequired);
        served.after(event.envelope().key(), outcome.session(), event.position(), event.recordTimeMs());
    }

    /** Nothing can be folded behind an event that nobody can read any more; one that was not folded live is no loss yet. */
    private void lost(ConsumerRecord<byte[], byte[]> record, boolean isRequired, ReplayException schemaLost) {
        if (isRequired) {
            findings.add(new Finding(
                    Kind.SCHEMA_LOST,
                    events.topic(),
                    Strays.key(record.key()),
                    new Position(record.topic(), record.partition(), record.offset()),
                    null,
                    record.timestamp(),
                    "the events behind this one to be verifiable",
                    String.valueOf(schemaLost.getMessage())));
        }
    }

    /** Without its beginning a log proves nothing but what stands in it: the invariants of what was published. */
    private void truncated(Projection projection, Streams streams) {
        long from = beginnings.next(events.partition());
        Position first = new Position(events.topic(), events.partition(), from);
        findings.add(new Finding(
                Kind.LOG_TRUNCATED,
                events.topic(),
                null,
                first,
                null,
                0,
                "the log of partition %d from its beginning, or a checkpoint of what is gone"
                        .formatted(events.partition()),
                "its first record is at %d: no state, digest, output or count of this partition can be proven, only the invariants of what was published were checked"
                        .formatted(from)));
        crossings.isNotWhole();
        projection.yieldsUnknown();
        streams.passOver();
    }

    /** The place where the live fold stood. */
    private final class ProgressPoint {

        private final PartitionFold fold;
        private final @Nullable SessionStates states;
        private Position at;
        private long recordTimeMs;
        private boolean isReached;

        ProgressPoint(PartitionFold fold, @Nullable SessionStates states, long next) {
            this.fold = fold;
            this.states = states;
            this.at = new Position(Topics.EVENTS, events.partition(), next - 1);
        }

        /** The log was read to its end: whether live states were read since that was asked for. */
        boolean isBehindTheStates() {
            reached();
            return states != null && states.isRefreshed();
        }

        /** Nothing more is folded up to it. */
        void reached() {
            if (isReached) {
                return;
            }
            isReached = true;
            kept.keep(events, progress + 1, fold.table(), fold.counts());
            if (states != null) {
                states.atProgress(fold.table(), at, recordTimeMs);
                counts();
            }
        }

        void after(Folded folded, boolean isRequired) {
            ConsumerRecord<byte[], byte[]> record = folded.record();
            at = new Position(record.topic(), record.partition(), record.offset());
            recordTimeMs = record.timestamp();
            if (!isRequired && states != null && folded.received() instanceof Received.Event<RecordedEvent> event) {
                states.after(event.event().envelope().key(), fold.table(), at, recordTimeMs);
            }
        }

        private void counts() {
            ProgressCounts live = snapshot.counts(events);
            if (live != null && subject.isWhole()) {
                CountsCheck.compare(fold.counts(), live, at, recordTimeMs, findings);
            } else if (snapshot.isUncounted(events)) {
                CountsCheck.absent(at, findings);
            }
        }
    }
}
