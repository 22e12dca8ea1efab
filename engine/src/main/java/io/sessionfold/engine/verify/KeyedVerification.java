package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.UnknownSchemas;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.verify.StateCheck.Replayed;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition of an input whose fold keeps one state per record key, folded again in one pass: what
 * {@link SessionVerification} is for the events.
 *
 * @param <E> the event of the domain that the input carries
 */
abstract class KeyedVerification<E> implements Runnable {

    private final Subject subject;
    private final Snapshot snapshot;
    private final Crossings crossings;
    private final Findings findings;
    private final Tally tally;
    private final Meter meter;
    private final @Nullable UnknownSchemas unknown;
    private final StateForm form;
    private final TopicPartition input;
    private final Intake<?, E> intake;
    private final Map<String, byte[]> states = new TreeMap<>();
    private final ProgressCounts counts = new ProgressCounts();
    private Position at;
    private long recordTimeMs;
    private @Nullable StateCheck check;
    private boolean isReached;

    KeyedVerification(Work work, StateForm form, TopicPartition input, Intake<?, E> intake) {
        this.subject = work.subject();
        this.snapshot = work.snapshot();
        this.crossings = work.crossings();
        this.findings = work.findings();
        this.tally = work.tally();
        this.meter = work.meter();
        this.unknown = work.unknown().of(input.topic());
        this.form = form;
        this.input = input;
        this.intake = intake;
        this.at = Position.before(input.topic(), input.partition());
    }

    @Override
    public final void run() {
        try (Streams streams = new Streams(subject, snapshot, findings, input.partition())) {
            open(streams);
            Span first = subject.logs().span(input);
            if (first.from() > 0) {
                truncated(first);
                crossings.isNotWhole();
                streams.passOver();
                return;
            }
            check = check();
            verify(streams);
        }
    }

    /** Opens the outputs. */
    abstract void open(Streams streams);

    /** Folds one event, keeps its state, and expects what it lets out. */
    abstract Decision fold(E event, boolean isRequired);

    /** The whole partition was read. */
    abstract void handTo(Crossings crossings);

    /** Whether what stands before an offset has its cause in what is folded. */
    final boolean isJudged(long offset) {
        return offset < snapshot.end(input);
    }

    final byte @Nullable [] state(String recordKey) {
        return states.get(recordKey);
    }

    final void keep(String recordKey, byte @Nullable [] state) {
        if (state == null) {
            states.remove(recordKey);
        } else {
            states.put(recordKey, state);
        }
        if (isReached && check != null && check.isOpen(recordKey)) {
            check.after(Replayed.of(recordKey, state, at, recordTimeMs));
        }
    }

    private void verify(Streams streams) {
        long progress = snapshot.progress(input);
        Strays strays = new Strays(input.topic(), snapshot.end(input));
        long folded = 0;
        long late = 0;
        Span span = subject.logs().span(input);
        try (Cursor cursor = new LogCursor(subject.logs(), input, span, this::isBehindTheStates)) {
            for (ConsumerRecord<byte[], byte[]> record = cursor.next(); record != null; record = cursor.next()) {
                if (!subject.scope().takes(record.key())) {
                    continue;
                }
                boolean isRequired = record.offset() <= progress;
                if (!isRequired) {
                    reached();
                    late++;
                }
                feed(record, isRequired, strays);
                if (++folded % Meter.STEP == 0) {
                    meter.folded(Meter.STEP);
                }
            }
        }
        reached();
        streams.finish(tally);
        if (check != null) {
            check.finish();
            tally.compared("live " + form.store(), check.same());
        }
        handTo(crossings);
        strays.handTo(crossings);
        tally.events(folded, late);
        meter.folded(folded % Meter.STEP);
    }

    private void feed(ConsumerRecord<byte[], byte[]> record, boolean isRequired, Strays strays) {
        at = new Position(record.topic(), record.partition(), record.offset());
        recordTimeMs = record.timestamp();
        LogRecord logged = new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                at,
                record.headers().lastHeader(Intake.REROUTED_HEADER) != null);
        boolean wasUnknown = unknown != null && unknown.contain(at.partition(), at.offset());
        Received<E> received = wasUnknown ? intake.unknownSchema(logged) : intake.receive(logged);
        strays.note(record, received, isRequired);
        counts.add(Count.READ, 1);
        counts.set(Count.LAST_OFFSET, record.offset());
        if (received instanceof Received.Event<E> event) {
            counts.add(fold(event.event(), isRequired));
        } else {
            counts.add(received instanceof Received.Garbage<?> ? Count.DEAD_LETTERED : Count.REROUTED, 1);
        }
    }

    private @Nullable StateCheck check() {
        Changelogs changelogs = subject.changelogs();
        return changelogs == null
                ? null
                : new StateCheck(
                        form,
                        new LiveStates(
                                subject.logs(),
                                new TopicPartition(changelogs.of(form.store()), input.partition()),
                                form,
                                subject.scope(),
                                subject.patience()),
                        findings);
    }

    /** The log was read to its end: whether live states were read since that was asked for. */
    private boolean isBehindTheStates() {
        reached();
        return check != null && check.isRefreshed();
    }

    private void reached() {
        if (isReached) {
            return;
        }
        isReached = true;
        if (check == null) {
            return;
        }
        StateCheck told = check;
        states.forEach((key, state) -> told.atProgress(Replayed.of(key, state, at, recordTimeMs)));
        told.allTold(at, recordTimeMs);
        ProgressCounts live = snapshot.counts(input);
        if (live != null && subject.isWhole()) {
            CountsCheck.compare(counts, live, at, recordTimeMs, findings);
        }
    }

    private void truncated(Span span) {
        findings.add(new Finding(
                Kind.LOG_TRUNCATED,
                input.topic(),
                null,
                new Position(input.topic(), input.partition(), span.from()),
                null,
                0,
                "%s from its beginning".formatted(input),
                "its first record is at %d: what follows from it cannot be proven".formatted(span.from())));
    }
}
