package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes histories, legal and illegal: sessions that come late or never, runs whose events are lost, late, doubled and out
 * of order, several producers with and without epochs and sequences, and time.
 */
final class HistoryGenerator {

    private static final long[] PAUSES_MS = {1, 40, 999, 5_000, 15_000, 60_000, 599_999, 600_000, 900_000, 3_600_000};
    private static final DeadlineKind[] LAPSES = {
        DeadlineKind.TURN, DeadlineKind.ADMISSION, DeadlineKind.RUN_EXPIRY, DeadlineKind.REPLY, DeadlineKind.ERROR_GRACE
    };
    private static final int STEPS_MIN = 8;
    private static final int STEPS_MAX = 48;
    private static final int SESSIONS_MAX = 3;

    private final long seed;
    private final boolean clocksStepBack;
    private final Random random;
    private final RandomEvents events;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<EventToWrite> late = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int named;
    private int delivered;

    private HistoryGenerator(long seed, boolean clocksStepBack) {
        this.seed = seed;
        this.clocksStepBack = clocksStepBack;
        this.random = new Random(seed);
        this.events = new RandomEvents(random);
    }

    /** The history of a seed. */
    static History of(long seed) {
        return new HistoryGenerator(seed, true).generate();
    }

    /**
     * A history in which nothing is recorded in the past: what is may bring a deadline that has passed when it arrives, and
     * then a live timer and the next event race for the log.
     */
    static History inOrderOfTime(long seed) {
        return new HistoryGenerator(seed, false).generate();
    }

    private History generate() {
        int sessions = 1 + random.nextInt(SESSIONS_MAX);
        for (int i = 1; i <= sessions; i++) {
            if (random.nextInt(10) > 0) {
                deliver(events.creation("s-" + i));
            }
        }
        int steps = STEPS_MIN + random.nextInt(STEPS_MAX - STEPS_MIN);
        for (int i = 0; i < steps; i++) {
            step("s-" + (1 + random.nextInt(sessions)));
        }
        late.forEach(this::deliver);
        return new History(seed, List.copyOf(happenings));
    }

    private void step(String session) {
        int dice = random.nextInt(100);
        if (dice < 12) {
            happenings.add(afterMs(PAUSES_MS[random.nextInt(PAUSES_MS.length)]));
        } else if (dice < 20) {
            deliverAgain();
        } else if (dice < 25 && !late.isEmpty()) {
            deliver(late.remove(random.nextInt(late.size())));
        } else if (dice < 29) {
            lapse(session);
        } else {
            write(claimed(events.next(session)));
        }
    }

    /** Most events arrive; some arrive later than others, and some never. */
    private void write(EventToWrite event) {
        int dice = random.nextInt(20);
        if (dice == 0) {
            late.add(event);
        } else if (dice > 1) {
            deliver(event);
        }
    }

    private void deliver(EventToWrite event) {
        happenings.add(event);
        delivered++;
        event.eventId().ifPresent(ids::add);
    }

    private EventToWrite claimed(EventToWrite event) {
        EventToWrite claimed = event;
        if (random.nextInt(4) == 0) {
            claimed = claimed.withId("id-" + named++);
        }
        if (random.nextInt(5) == 0) {
            claimed = claimed.by("gw-" + random.nextInt(3), random.nextInt(2), 1 + random.nextInt(20));
        }
        if (clocksStepBack && random.nextInt(30) == 0) {
            claimed = claimed.recordedBehindMs(PAUSES_MS[random.nextInt(PAUSES_MS.length)]);
        }
        return random.nextInt(25) == 0 ? claimed.meaning(events.incarnation(event)) : claimed;
    }

    private void deliverAgain() {
        boolean last = ids.isEmpty() || random.nextBoolean();
        if (delivered > 0) {
            happenings.add(last ? again() : again(ids.get(random.nextInt(ids.size()))));
        }
    }

    private void lapse(String session) {
        DeadlineKind kind = LAPSES[random.nextInt(LAPSES.length)];
        String run = events.knownRun(session);
        happenings.add(
                random.nextBoolean()
                        ? lapseLeaves(kind, run).in(session)
                        : lapseArrives(kind, run).in(session));
    }
}
