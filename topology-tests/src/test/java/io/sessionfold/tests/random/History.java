package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.Words.afterMs;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.dsl.Happening;
import io.sessionfold.tests.dsl.NoSuchEventException;
import io.sessionfold.tests.dsl.Performance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A random history: what happens, in order, and then nothing for long. The same seed makes the same history. */
public record History(long seed, List<Happening> happenings) {

    /** How many pauses every history ends with. */
    static final int PAUSES_AT_THE_END = 12;

    private static final long LONG_ENOUGH_MS = 8 * 24 * 60 * 60_000L;

    /**
     * What lapses may wait for something again: a start that is asked for four times, then a stop that is, then the guards
     * of the runs that ended with it. After so many pauses no run is open, no guard is held, and no deadline is waited for.
     */
    private static final List<Happening> THE_END = Collections.nCopies(PAUSES_AT_THE_END, afterMs(LONG_ENOUGH_MS));

    /** Plays it, and gives what came of it to the laws. */
    void play(Driver driver, Law law) {
        try (Stage stage = driver.begin()) {
            Performance performance = new Performance(stage);
            happenings.forEach(happening -> happening.happenIn(performance));
            THE_END.forEach(happening -> happening.happenIn(performance));
            Recording recording = performance.recording();
            law.check(recording);
        } catch (NoSuchEventException leftOut) {
            throw leftOut;
        } catch (RuntimeException bug) {
            throw new AssertionError("Expected every event to be folded, but one was not: " + bug, bug);
        }
    }

    /** Without some of its happenings. */
    History without(int from, int to) {
        List<Happening> fewer = new ArrayList<>(happenings.subList(0, from));
        fewer.addAll(happenings.subList(to, happenings.size()));
        return new History(seed, List.copyOf(fewer));
    }

    /** As a scenario that can be pasted into a test. */
    String asScenario() {
        StringBuilder scenario = new StringBuilder("givenNothing()");
        Stream.concat(happenings.stream(), THE_END.stream())
                .forEach(happening ->
                        scenario.append("\n        .when(").append(happening).append(")"));
        return scenario.append("\n        .on(driver);").toString();
    }
}
