package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.LastRun;
import io.sessionfold.engine.session.OutcomeStatus;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as its readers see it: from the open runs, from the guard that outlives it, or from the row's last run.
 *
 * @param open null once it has its outcome
 * @param guard null once it is forgotten
 */
record RunView(
        String runId,
        Session session,
        @Nullable Run open,
        @Nullable RetryGuard guard) {

    /** Empty if the session has no such run, or remembers none. */
    static Optional<RunView> of(SessionRead read, String runId) {
        Session session = read.session();
        RetryGuard guard =
                read.guards().keyOf(runId).map(key -> read.guards().get(key)).orElse(null);
        Run open = session.runs().find(runId).orElse(null);
        boolean isLast = runId.equals(session.lastRun().runId());
        return open == null && guard == null && !isLast
                ? Optional.empty()
                : Optional.of(new RunView(runId, session, open, guard));
    }

    /** Whether its outcome is still to come. */
    boolean isOpen() {
        return open != null;
    }

    /** @param nowMs what only {@code live} is compared with (INV-19) */
    ObjectNode json(long nowMs) {
        Run run = open;
        ObjectNode json = CommandAnswers.fields()
                .put("runId", runId)
                .put("state", run == null ? "ENDED" : run.state().name())
                .put("live", run != null && isLive(run, nowMs));
        json.put("visible", run == null ? null : Boolean.valueOf(run.isVisible()))
                .put("kind", run == null ? null : run.admission().kind())
                .put("fencingToken", run == null ? null : run.admission().fencingToken())
                .put("startedAt", run == null ? null : time(run.startedAtMs()))
                .put("endedAt", run == null ? null : time(run.endedAtMs()))
                .put("producerId", run == null ? null : run.admission().producerId())
                .put("producerEpoch", run == null ? null : run.admission().producerEpoch())
                .put("settled", guard != null && guard.settledAtMs() != null);
        ArrayNode owed = json.putArray("owedMessageIds");
        (run == null ? List.<String>of() : run.owedMessageIds()).forEach(owed::add);
        ObjectNode outcome = outcome();
        json.set("outcome", outcome == null ? json.nullNode() : outcome);
        return json;
    }

    /** Whether it showed a sign of life within the time that it has for that. */
    private boolean isLive(Run run, long nowMs) {
        return run.isActive()
                && List.of(DeadlineKind.TURN, DeadlineKind.ADMISSION).stream()
                        .flatMap(kind -> session.timers().find(kind, runId).stream())
                        .allMatch(deadline -> nowMs < deadline.deadlineAtMs());
    }

    private @Nullable ObjectNode outcome() {
        if (open != null) {
            return null;
        }
        LastRun last = session.lastRun();
        boolean isLast = runId.equals(last.runId());
        OutcomeStatus status = guard != null && guard.result() != null ? guard.result() : isLast ? last.status() : null;
        if (status == null) {
            return null;
        }
        return CommandAnswers.fields()
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("replyRef", guard == null ? null : guard.replyRef())
                .put("errorCode", guard == null ? null : guard.errorCode())
                .put("error", isLast ? last.error() : null)
                .put("summary", guard == null ? null : guard.summary())
                .put("decidedAt", guard == null ? null : time(guard.terminalAtMs()));
    }

    /** A producer's claim can be any number; one that is no time is not shown. */
    private static @Nullable String time(@Nullable Long epochMs) {
        return epochMs == null ? null : Instant.ofEpochMilli(epochMs).toString();
    }
}
