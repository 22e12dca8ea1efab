package io.sessionfold.client.events;

import io.sessionfold.client.ProblemException;
import io.sessionfold.client.RunSnapshot;
import io.sessionfold.client.SessionFilter;
import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.contract.SessionRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds a producer's active runs: the sessions by their producer, and then each run, whether it is the producer's own. */
final class LostRuns {

    /** The run, or its session, ended while it was looked for. */
    private static final Set<String> ENDED = Set.of("run_not_found", "session_not_found", "session_gone");

    private LostRuns() {}

    static List<LostRun> of(String producerId, SessionfoldClient client) {
        try (Stream<SessionRow> rows = client.list(SessionFilter.all().withRunOf(producerId))) {
            return rows.flatMap(row -> row.getActiveRunIds().stream()
                            .filter(runId -> isOf(producerId, row, runId, client))
                            .map(runId -> new LostRun(
                                    SessionAddress.of(row.getTenantId(), row.getSessionKey()),
                                    row.getSessionId(),
                                    runId)))
                    .toList();
        }
    }

    /** A session may have runs of several producers: another's is never reported. */
    private static boolean isOf(String producerId, SessionRow row, String runId, SessionfoldClient client) {
        try {
            RunSnapshot run = client.run(row.getSessionKey(), runId);
            return !run.hasEnded()
                    && run.text("producerId").filter(producerId::equals).isPresent();
        } catch (ProblemException e) {
            if (ENDED.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }
}
