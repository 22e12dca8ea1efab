package io.sessionfold.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent.DeadlineLapsed;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.Timers;
import io.sessionfold.engine.store.SessionReader;
import io.sessionfold.engine.store.TimerIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DeadlineTimerTest {

    private static final int SESSIONS_PER_TICK = 10;

    private final Map<SessionKey, Session> rows = new TreeMap<>();
    private final TimerIndex index = new TimerIndex("timers");
    private final List<Envelope> written = new ArrayList<>();
    private final List<DeadlineLapsed> lapses = new ArrayList<>();
    private long nowMs = 1_000;

    private final DeadlineTimer timer = new DeadlineTimer(
            () -> Instant.ofEpochMilli(nowMs), index, new Rows(), SESSIONS_PER_TICK, (envelope, lapse) -> {
                written.add(envelope);
                lapses.add(lapse);
            });

    @BeforeEach
    void letAQuietTickPass() {
        timer.punctuate(0);
    }

    @Test
    @DisplayName("INV-20: an engine that is behind the log does not write what the log may have overtaken")
    void whileRecordsAreReadOnlyWhatTheLogHasPassedIsDue() {
        waits("s-1", Timers.NONE.arm(DeadlineKind.ERROR_GRACE, "r-1", 900));
        timer.read(899);
        timer.punctuate(0);
        assertThat(lapses).isEmpty();

        timer.read(900);
        timer.punctuate(0);

        assertThat(lapses).hasSize(1);
    }

    @Test
    void onceNothingWasReadForATickTheClockDecides() {
        waits("s-1", Timers.NONE.arm(DeadlineKind.ERROR_GRACE, "r-1", 900));
        timer.read(899);
        timer.punctuate(0);
        timer.punctuate(0);

        assertThat(lapses).hasSize(1);
    }

    @Test
    void whatIsDueIsWrittenAsAnEventOfTheTimerAndNothingIsChanged() {
        waits("s-1", Timers.NONE.arm(DeadlineKind.TURN, "r-1", 900));

        timer.punctuate(0);

        assertThat(lapses).containsExactly(new DeadlineLapsed(DeadlineKind.TURN, "r-1", 900, 1));
        assertThat(written.get(0).source()).isEqualTo(EventSource.TIMER);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void whatIsNotDueYetIsLeftAlone() {
        waits("s-1", Timers.NONE.arm(DeadlineKind.TURN, "r-1", 1_001));

        timer.punctuate(0);

        assertThat(lapses).isEmpty();
    }

    @Test
    @DisplayName("INV-20: a lapse in flight is written again only after its time, under another id")
    void aLapseInFlightIsNotWrittenAgainUntilItsTimeIsUp() {
        waits("s-1", Timers.NONE.arm(DeadlineKind.TURN, "r-1", 900));

        timer.punctuate(0);
        nowMs += LapsesInFlight.RETRY_MS - 1;
        timer.punctuate(0);
        assertThat(lapses).hasSize(1);
        nowMs += 1;
        timer.punctuate(0);

        assertThat(lapses).hasSize(2);
        assertThat(written).extracting(Envelope::eventId).doesNotHaveDuplicates();
    }

    @Test
    void aDeadlineThatTheRowDoesNotHaveIsOnlyTakenOutOfTheIndex() {
        index.set(new SessionKey("acme", "gone"), 900);

        timer.punctuate(0);

        assertThat(lapses).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    @DisplayName("T20: a thousand sessions stuck at once: each tick is bounded, and each session gets its turn")
    void aThousandSessionsStuckAtOnceAreVisitedFairly() {
        for (int i = 0; i < 1_000; i++) {
            waits(
                    "s-%04d".formatted(i),
                    Timers.NONE.arm(DeadlineKind.TURN, "r", 900).arm(DeadlineKind.REPLY, "q", 900));
        }
        Set<SessionKey> seen = new HashSet<>();
        for (int tick = 0; tick < 1_000 / SESSIONS_PER_TICK; tick++) {
            int before = written.size();
            timer.punctuate(0);
            assertThat(written.size() - before).isLessThanOrEqualTo(2 * SESSIONS_PER_TICK);
        }
        written.forEach(envelope -> seen.add(envelope.key()));

        assertThat(seen).hasSize(1_000);
        assertThat(lapses).hasSize(2_000);
    }

    @Test
    void aSessionWithManyDeadlinesIsFinishedOverSeveralTicks() {
        Timers many = Timers.NONE;
        for (int i = 0; i < 3 * DeadlineTimer.SESSION_LAPSES_MAX; i++) {
            many = many.arm(DeadlineKind.TURN, "r-" + i, 900);
        }
        waits("s-1", many);

        timer.punctuate(0);

        assertThat(lapses).hasSize(DeadlineTimer.SESSION_LAPSES_MAX);
    }

    private void waits(String sessionKey, Timers timers) {
        SessionKey key = new SessionKey("acme", sessionKey);
        Session empty = Session.unknown(key);
        Session session = new Session(
                key,
                null,
                null,
                empty.runs(),
                empty.lastRun(),
                empty.abortMarks(),
                empty.activity(),
                empty.fences(),
                timers,
                List.of(),
                null,
                null,
                0,
                null,
                empty.progress());
        rows.put(key, session);
        index.set(key, timers.earliestMs());
    }

    private final class Rows implements SessionReader {
        @Override
        public Optional<Session> find(SessionKey key) {
            return Optional.ofNullable(rows.get(key));
        }

        @Override
        public void forEach(Consumer<Session> visitor) {
            rows.values().forEach(visitor);
        }
    }
}
