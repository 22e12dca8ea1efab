package io.sessionfold.engine.topology;

import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent.DeadlineLapsed;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.TimerKey;
import io.sessionfold.engine.session.Timers;
import io.sessionfold.engine.store.SessionReader;
import io.sessionfold.engine.store.TimerIndex;
import io.sessionfold.engine.store.TimerIndex.Due;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.Punctuator;

/**
 * Looks for deadlines that have passed, and only writes that they have: the fold alone changes state (INV-20).
 *
 * <p>Bounded: each tick visits at most {@code lapsesPerTick} sessions and writes at most {@link #SESSION_LAPSES_MAX}
 * lapses for each. Fair: the next tick goes on where this one stopped. What is in flight is not written again for
 * {@link LapsesInFlight#RETRY_MS}.
 *
 * <p>Patient: while records are being read, only what the log itself has passed is due. What extends or ends a deadline
 * may stand in the part that was not read yet, and an engine that is behind would write lapses only to refuse them. Once
 * nothing was read for a whole tick, the clock decides.
 */
final class DeadlineTimer implements Punctuator {

    /** How many lapses one session gets per tick: a session with many is finished over several ticks. */
    static final int SESSION_LAPSES_MAX = 16;

    /** Who writes lapses, as their producerId. */
    static final String PRODUCER_ID = "sessionfold-timer";

    private static final Due START = new Due(Long.MIN_VALUE, new SessionKey("", ""));
    private static final long MICROS_PER_MILLI = 1_000;

    private final InstantSource clock;
    private final TimerIndex index;
    private final SessionReader sessions;
    private final int sessionsPerTick;
    private final BiConsumer<Envelope, DeadlineLapsed> out;
    private final LapsesInFlight inFlight = new LapsesInFlight();
    private Due cursor = START;
    private long logTimeMs = Long.MIN_VALUE;
    private boolean isReading = true;

    DeadlineTimer(
            InstantSource clock,
            TimerIndex index,
            SessionReader sessions,
            int sessionsPerTick,
            BiConsumer<Envelope, DeadlineLapsed> out) {
        this.clock = clock;
        this.index = index;
        this.sessions = sessions;
        this.sessionsPerTick = sessionsPerTick;
        this.out = out;
    }

    /** A record was read that Kafka appended at {@code recordTimeMs}. */
    void read(long recordTimeMs) {
        isReading = true;
        logTimeMs = Math.max(logTimeMs, recordTimeMs);
    }

    @Override
    public void punctuate(long punctuatedAtMs) {
        long nowMs = clock.millis();
        long passedMs = isReading ? Math.min(nowMs, logTimeMs) : nowMs;
        isReading = false;
        inFlight.forgetBefore(nowMs);
        List<Due> due = index.dueAt(passedMs, cursor, sessionsPerTick);
        for (Due hit : due) {
            visit(hit, passedMs, nowMs);
        }
        cursor = due.size() < sessionsPerTick ? START : due.get(due.size() - 1);
    }

    /** A hit of the index is checked against the row, which alone knows what is due. */
    private void visit(Due hit, long passedMs, long nowMs) {
        Timers timers = sessions.find(hit.key()).map(Session::runningTimers).orElse(Timers.NONE);
        if (timers.earliestMs() != hit.atMs()) {
            index.set(hit.key(), timers.earliestMs());
        }
        List<Map.Entry<TimerKey, Deadline>> due = timers.dueAt(passedMs);
        for (Map.Entry<TimerKey, Deadline> timer : due.subList(0, Math.min(due.size(), SESSION_LAPSES_MAX))) {
            int attempt = inFlight.begin(hit.key(), timer.getKey(), timer.getValue(), nowMs);
            if (attempt >= 0) {
                write(hit.key(), timer.getKey(), timer.getValue(), attempt, nowMs);
            }
        }
    }

    private void write(SessionKey key, TimerKey timer, Deadline deadline, int attempt, long nowMs) {
        Envelope envelope = new Envelope(
                eventId(key, timer, deadline, attempt),
                key,
                null,
                PRODUCER_ID,
                null,
                null,
                nowMs * MICROS_PER_MILLI,
                null,
                EventSource.TIMER,
                null);
        out.accept(
                envelope,
                new DeadlineLapsed(timer.kind(), timer.subjectId(), deadline.deadlineAtMs(), deadline.generation()));
    }

    /** The same lapse has the same id wherever it is written, so that two writers of it are told apart from two lapses. */
    private static String eventId(SessionKey key, TimerKey timer, Deadline deadline, int attempt) {
        String name = key + "|" + timer + "|" + deadline.generation() + "|" + attempt;
        return "lapse-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
