package io.sessionfold.tests.random;

import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.PureFold;
import java.util.ArrayList;
import java.util.List;

/** The events of random histories, for tests that write them into a log of their own. */
public final class GeneratedEvents {

    private GeneratedEvents() {}

    /** The events of a seed's history in order, the lapses that its time brought among them. */
    public static List<LogEntry> of(long seed) {
        List<LogEntry> events = new ArrayList<>();
        HistoryGenerator.of(seed).play(new PureFold(), recording -> events.addAll(recording.log()));
        return events;
    }
}
