package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.StoredSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The laws of a whole history. That a replay agrees says more than one thing, because a driver keeps every state as bytes
 * between two events and a replay keeps none: the same log gives the same states and outputs (INV-44), wherever it is
 * split; the digests are those of the records (INV-45); and every record was decided (conservation, INV-46).
 */
final class HistoryLaws {

    /** All of them; the last one holds of histories that end long after everything has lapsed. */
    static final Law ALL = Law.all(List.of(
            Replay::mustAgree,
            recording -> new StepByStep(StepLaws.all()).check(recording),
            HistoryLaws::theOrderBetweenSessionsDoesNotMatter,
            HistoryLaws::nothingStaysStuck));

    private HistoryLaws() {}

    private static void theOrderBetweenSessionsDoesNotMatter(Recording recording) {
        if (recording.sessions().size() < 2) {
            return;
        }
        List<LogEntry> sessionBySession = new ArrayList<>();
        List<LogEntry> inOneVersion = new ArrayList<>();
        for (LogEntry entry : recording.log()) {
            if (VersionFold.isBeginning(entry.event())) {
                sessionBySession.addAll(bySession(inOneVersion));
                sessionBySession.add(entry);
                inOneVersion.clear();
            } else {
                inOneVersion.add(entry);
            }
        }
        sessionBySession.addAll(bySession(inOneVersion));
        assertThat(Replay.of(recording.folds(), sessionBySession).sessions()).isEqualTo(recording.sessions());
    }

    /** Stable: within a session the order stays. */
    private static List<LogEntry> bySession(List<LogEntry> log) {
        return log.stream()
                .sorted(Comparator.comparing(
                        (LogEntry entry) -> entry.event().envelope().key()))
                .toList();
    }

    /**
     * INV-31, INV-13: once time has passed far enough, nothing is open, nothing is waited for, and nothing is remembered
     * that has a time to live.
     */
    private static void nothingStaysStuck(Recording recording) {
        recording.sessions().values().forEach(HistoryLaws::isAtRest);
    }

    private static void isAtRest(StoredSession stored) {
        assertThat(stored.session().exists()).as("a row that nobody created").isTrue();
        assertThat(stored.session().runs().open()).as("open runs").isEmpty();
        assertThat(stored.session().timers().pending()).as("deadlines").isEmpty();
        assertThat(stored.session().abortMarks().byRunId()).as("abort marks").isEmpty();
        assertThat(stored.session().activity().openConnections())
                .as("connections")
                .isEmpty();
        assertThat(stored.guards().byKey()).as("guards").isEmpty();
    }
}
