package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.again;

import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes histories, legal and illegal: sessions that come late or never and go, events that are lost, late, doubled and out
 * of order, several producers with and without epochs and sequences, clocks that are wrong, workers that die, and time.
 */
final class HistoryGenerator {

    private static final long[] PAUSES_MS = {
        1, 40, 999, 999, 2_000, 5_000, 5_000, 15_000, 30_000, 60_000, 300_000, 599_999, 600_000, 3_600_000
    };
    private static final String[] CLOCKS = {"00:01", "09:59", "23:59"};
    private static final int STEPS_MIN = 10;
    private static final int STEPS_MAX = 64;
    private static final int SESSIONS_MAX = 3;

    private final long seed;
    private final boolean clocksStepBack;
    private final Random random;
    private final RandomEvents events;
    private final RandomLapses lapses;
    private final Producers producers;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<EventToWrite> late = new ArrayList<>();
    private final List<EventToWrite> overtaken = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int named;
    private int delivered;

    private HistoryGenerator(long seed, boolean clocksStepBack) {
        this.seed = seed;
        this.clocksStepBack = clocksStepBack;
        this.random = new Random(seed);
        this.events = new RandomEvents(random);
        this.lapses = new RandomLapses(random);
        this.producers = new Producers(random);
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
        if (dice < 8) {
            happenings.add(afterMs(PAUSES_MS[random.nextInt(PAUSES_MS.length)]));
        } else if (dice < 13) {
            deliverAgain();
        } else if (dice < 18 && !late.isEmpty()) {
            deliver(late.remove(random.nextInt(late.size())));
        } else if (dice < 21) {
            happenings.add(lapses.next(events.belief(session)));
        } else if (dice == 21) {
            events.workerExit().forEach(this::write);
        } else {
            write(claimed(events.next(session)));
        }
    }

    /** Most events arrive in order; some are overtaken by the next one, some come much later, and some never. */
    private void write(EventToWrite event) {
        int dice = random.nextInt(32);
        if (dice == 0) {
            late.add(event);
        } else if (dice == 1) {
            overtaken.add(event);
        } else if (dice > 2) {
            deliver(event);
            List<EventToWrite> behind = List.copyOf(overtaken);
            overtaken.clear();
            behind.forEach(this::deliver);
        }
    }

    private void deliver(EventToWrite event) {
        happenings.add(event);
        delivered++;
        event.eventId().ifPresent(ids::add);
    }

    private EventToWrite claimed(EventToWrite event) {
        EventToWrite claimed = producers.claim(event);
        if (random.nextInt(4) == 0) {
            claimed = claimed.withId("id-" + named++);
        }
        if (random.nextInt(12) == 0) {
            claimed = claimed.claimedAt(CLOCKS[random.nextInt(CLOCKS.length)]);
        }
        if (clocksStepBack && random.nextInt(30) == 0) {
            claimed = claimed.recordedBehindMs(PAUSES_MS[random.nextInt(PAUSES_MS.length)]);
        }
        return random.nextInt(20) == 0 ? claimed.meaning(incarnation(event.sessionAlias())) : claimed;
    }

    /** The incarnation that is believed to be, or an older one. */
    private String incarnation(String session) {
        int current = events.belief(session).incarnation;
        return session + "/" + (random.nextInt(4) > 0 ? current : random.nextInt(1 + current));
    }

    private void deliverAgain() {
        boolean last = ids.isEmpty() || random.nextBoolean();
        if (delivered > 0) {
            happenings.add(last ? again() : again(ids.get(random.nextInt(ids.size()))));
        }
    }
}
