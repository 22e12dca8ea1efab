package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.StoredSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The laws of a whole history. */
final class HistoryLaws {

    /** All of them; the last ones hold of histories that end long after everything has lapsed. */
    static final Law ALL = Law.all(List.of(
            Replay::mustAgree,
            new StepByStep(StepLaws.ALL),
            HistoryLaws::theOrderBetweenSessionsDoesNotMatter,
            HistoryLaws::everyRowIsTheNextVersion,
            HistoryLaws::everyRunThatWasAdmittedHasOneOutcome,
            HistoryLaws::nothingStaysStuck));

    private HistoryLaws() {}

    private static void theOrderBetweenSessionsDoesNotMatter(Recording recording) {
        List<LogEntry> sessionBySession = new ArrayList<>(recording.log());
        // Stable: within a session the order stays.
        sessionBySession.sort(Comparator.comparing(
                (LogEntry entry) -> entry.event().envelope().key()));
        assertThat(Replay.of(sessionBySession).sessions())
                .isEqualTo(Replay.of(recording.log()).sessions());
    }

    /** INV-3, INV-4: the versions of sessions-changed have no gap and never go back. */
    private static void everyRowIsTheNextVersion(Recording recording) {
        Map<String, Long> versions = new HashMap<>();
        for (SessionRow row : recording.outputs().rows()) {
            String key = row.getTenantId() + "/" + row.getSessionKey();
            assertThat(row.getStateVersion())
                    .as("stateVersion of %s", key)
                    .isEqualTo(versions.merge(key, 1L, Long::sum));
            assertThat(row.getHasActiveRun()).isEqualTo(!row.getActiveRunIds().isEmpty());
        }
    }

    /** INV-13. */
    private static void everyRunThatWasAdmittedHasOneOutcome(Recording recording) {
        Map<String, Integer> admitted = new TreeMap<>();
        Map<String, Integer> decided = new TreeMap<>();
        new StepByStep(List.of(step -> {
                    if (step.event().payload() instanceof RunAccepted run
                            && step.decision() instanceof Decision.Applied) {
                        admitted.merge(name(step.event().envelope().key(), run.runId()), 1, Integer::sum);
                    }
                    decided(step.outcome()).forEach(run -> decided.merge(run, 1, Integer::sum));
                }))
                .check(recording);
        assertThat(decided).as("outcomes per admitted run").isEqualTo(admitted);
    }

    private static List<String> decided(FoldOutcome outcome) {
        List<String> runs = new ArrayList<>();
        for (Output output : outcome.outputs()) {
            if (output instanceof Output.RunDecided run) {
                runs.add(name(run.key(), run.runId()));
            }
        }
        return runs;
    }

    /** INV-31: once time has passed far enough, nothing is waited for, and nothing is remembered that has a time to live. */
    private static void nothingStaysStuck(Recording recording) {
        recording.sessions().values().forEach(HistoryLaws::isAtRest);
    }

    private static void isAtRest(StoredSession stored) {
        assertThat(stored.session().exists()).as("a row that nobody created").isTrue();
        assertThat(stored.session().runs().open()).as("open runs").isEmpty();
        assertThat(stored.session().timers().pending()).as("deadlines").isEmpty();
        assertThat(stored.session().abortMarks().byRunId()).as("abort marks").isEmpty();
        assertThat(stored.guards().byKey()).as("guards").isEmpty();
    }

    private static String name(SessionKey key, String runId) {
        return key + "/" + runId;
    }
}
