package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.QuarantiningFold;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.Timers;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.store.GuardStore;
import io.sessionfold.engine.store.IndexChange;
import io.sessionfold.engine.store.IndexEntries;
import io.sessionfold.engine.store.IndexWriter;
import io.sessionfold.engine.store.ParkedStore;
import io.sessionfold.engine.store.SessionCache;
import io.sessionfold.engine.store.SessionIndex;
import io.sessionfold.engine.store.SessionStore;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.TimerIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the fold: read, fold, encode, write, forward, count. No rule of the business is here. Everything is
 * computed before the first write, and what is written and what goes out share one transaction (INV-1, INV-14).
 */
final class SessionFoldProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** Well below the lease of a task that runs. */
    private static final Duration PULSE = PollLeases.LEASE.dividedBy(16);

    private final TopologySettings settings;
    private final InstantSource clock;
    private final Intake<?, RecordedEvent> intake;
    private final Outbox outbox;
    private final Strays strays;
    private final FoldListeners listeners;
    private final SessionCache cache = new SessionCache();
    private final QuarantiningFold net = new QuarantiningFold(Poison.failures());

    private @Nullable Task task;

    SessionFoldProcessor(
            TopologySettings settings,
            InstantSource clock,
            Intake<?, RecordedEvent> intake,
            Outbox outbox,
            Strays strays,
            FoldListeners listeners) {
        this.settings = settings;
        this.clock = clock;
        this.intake = intake;
        this.outbox = outbox;
        this.strays = strays;
        this.listeners = listeners;
    }

    /** What belongs to one life of the task; made anew in {@link #init}, because an abort takes back what it did. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            SessionStore sessions,
            GuardStore guards,
            ParkedStore parked,
            IndexWriter index,
            TimerIndex timers,
            TaskProgress progress,
            DeadlineTimer deadlines,
            Cancellable timer,
            Cancellable pulse) {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        cache.clear();
        SessionStore sessions = new SessionStore(context.getStateStore(StoreNames.SESSIONS), new SessionCodec());
        GuardStore guards = new GuardStore(context.getStateStore(StoreNames.RETRY_GUARDS), new GuardCodec());
        int partition = context.taskId().partition();
        ParkedStore parked =
                new ParkedStore(context.getStateStore(StoreNames.PARKED_EVENTS), new ParkedIntake(intake, partition));
        IndexWriter index = new SessionIndex(context.getStateStore(StoreNames.SESSIONS_INDEX));
        TimerIndex timers = context.getStateStore(StoreNames.TIMER_INDEX);
        sessions.forEach(
                session -> timers.set(session.key(), session.runningTimers().earliestMs()));
        TaskProgress progress = new TaskProgress(context.getStateStore(StoreNames.PROGRESS), partition);
        // A version that is not known here is found before any record is read.
        settings.folds().at(progress.foldVersion());
        DeadlineTimer timer = new DeadlineTimer(
                clock,
                timers,
                sessions,
                settings.lapsesPerTick(),
                (envelope, lapse) -> context.forward(
                        outbox.event(envelope, lapse, envelope.eventTimeMicros() / 1_000), NodeNames.DEADLINES));
        Cancellable schedule =
                context.schedule(Duration.ofMillis(settings.tickMs()), PunctuationType.WALL_CLOCK_TIME, timer);
        listeners.leases().opened(partition);
        Cancellable pulse = context.schedule(
                PULSE, PunctuationType.WALL_CLOCK_TIME, at -> listeners.leases().ran(partition));
        task = new Task(context, sessions, guards, parked, index, timers, progress, timer, schedule, pulse);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            Position at = position();
            task().deadlines.read(record.timestamp());
            Received<RecordedEvent> received = intake.receive(Strays.logged(record, at));
            if (received instanceof Received.Event<RecordedEvent> event && VersionFold.isBeginning(event.event())) {
                begin(event.event(), record.key());
                listeners.watch().folded(at.partition(), at.offset(), null);
            } else if (received instanceof Received.Event<RecordedEvent> event) {
                fold(event.event(), record.key());
                listeners
                        .watch()
                        .folded(
                                at.partition(),
                                at.offset(),
                                event.event().envelope().key());
            } else {
                forward(strays.letter(received, record, at));
                task().progress.count(Strays.count(received));
                task().progress.read(at.offset());
                listeners.watch().folded(at.partition(), at.offset(), null);
            }
        } catch (RuntimeException failure) {
            // The transaction takes the stores back; what is on the heap may not be newer than they are.
            cache.clear();
            throw failure;
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.timer.cancel();
            task.pulse.cancel();
            listeners.leases().closed(task.context.taskId().partition());
            task = null;
        }
        cache.clear();
    }

    private void begin(RecordedEvent event, byte[] recordKey) {
        VersionFold.Begun begun =
                VersionFold.begin(settings.folds(), task().progress.foldVersion(), event);
        outbox.letters(begun.outcome().outputs(), recordKey, event.recordTimeMs())
                .forEach(this::forward);
        task().progress.began(begun);
        task().progress.read(event.position().offset());
    }

    private void fold(RecordedEvent event, byte[] recordKey) {
        SessionKey key = event.envelope().key();
        SessionCache.Cached before = load(key);
        long offset = event.position().offset();
        if (before.session() != null && isFolded(before.session().progress().position(), event.position())) {
            task().progress.skipped(offset);
            return;
        }
        FoldOutcome outcome = net.evolve(
                settings.folds().at(task().progress.foldVersion()),
                before.session(),
                before.guards(),
                event,
                task().parked);
        List<Letter> letters = outbox.letters(outcome.outputs(), recordKey, event.recordTimeMs());
        write(key, before, outcome);
        task().parked.follow(before.session(), event, outcome);
        letters.forEach(this::forward);
        task().progress.folded(before.session(), outcome);
        task().progress.read(offset);
        cache.keep(key, new SessionCache.Cached(outcome.session(), outcome.guards()));
    }

    private void write(SessionKey key, SessionCache.Cached before, FoldOutcome outcome) {
        IndexChange found = IndexEntries.between(before.session(), outcome.session());
        task().index.add(key, found.added());
        if (outcome.session() == null) {
            task().sessions.remove(key);
            task().timers.set(key, Timers.NEVER);
        } else {
            task().sessions.put(outcome.session());
            task().timers.set(key, outcome.session().runningTimers().earliestMs());
        }
        task().index.remove(key, found.removed());
        if (!outcome.guards().equals(before.guards())) {
            task().guards.put(key, outcome.guards());
        }
    }

    private SessionCache.Cached load(SessionKey key) {
        SessionCache.Cached cached = cache.find(key);
        return cached != null
                ? cached
                : new SessionCache.Cached(
                        task().sessions.find(key).orElse(null), task().guards.find(key));
    }

    /** A net under exactly-once: an offset that the row has folded is never folded again. */
    private static boolean isFolded(Position folded, Position at) {
        return folded.topic().equals(at.topic())
                && folded.partition() == at.partition()
                && at.offset() <= folded.offset();
    }

    private void forward(Letter letter) {
        task().context.forward(letter.record(), letter.sink());
    }

    private Position position() {
        RecordMetadata metadata = task().context.recordMetadata().orElseThrow();
        return new Position(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private Task task() {
        return Objects.requireNonNull(task, "task");
    }
}
