package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuard;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sender of a run is told: that it starts, that it waits, or what became of an earlier send (INV-8, INV-36). */
final class AdmissionAnswers {

    private static final int ACCEPTED = 202;

    private static final String STARTED = "started";
    private static final String QUEUED = "queued";
    private static final String PENDING = "pending";

    private final CommandAnswers answers;

    AdmissionAnswers(CommandAnswers answers) {
        this.answers = answers;
    }

    void send(Context context, Caller caller, RunAccepted request, CommandAnswer answer) {
        if (answer instanceof CommandAnswer.Applied applied) {
            answers.decided(context, caller, answer, ACCEPTED, admitted(request, applied.read()));
        } else if (answer instanceof CommandAnswer.Refused refused) {
            refused(context, caller, request, refused);
        } else {
            ObjectNode pending = run(request.getRunId(), PENDING, false, null);
            answers.decided(context, caller, answer, ACCEPTED, pending);
        }
    }

    private void refused(Context context, Caller caller, RunAccepted request, CommandAnswer.Refused refused) {
        Session session = refused.read().session();
        Optional<RetryGuard> guard = guard(refused.read(), request);
        if (refused.reason() == RejectionReason.GUARD_HIT && guard.isPresent()) {
            answers.decided(context, caller, refused, ACCEPTED, cached(guard.get(), session));
            return;
        }
        if (refused.reason() == RejectionReason.GUARD_HIT) {
            // The guard's time ran out just now: what it said cannot be read any more.
            ObjectNode pending = run(request.getRunId(), PENDING, true, null);
            answers.decided(context, caller, refused, ACCEPTED, pending);
            return;
        }
        ObjectNode special = CommandAnswers.fields();
        if (refused.reason() == RejectionReason.CONVERSATION_BUSY) {
            // As of the answer: who held it at the refusal's own position may have ended since.
            special.put("runId", session.runs().holder().map(Run::runId).orElse(null));
        } else if (refused.reason() == RejectionReason.FINGERPRINT_CONFLICT) {
            special.put("runId", guard.map(RetryGuard::runId).orElse(null));
        }
        Problem problem = CommandProblems.of(refused.reason(), CommandAnswers.sentence(refused));
        answers.refused(context, refused, problem, special);
    }

    private static ObjectNode admitted(RunAccepted request, SessionRead read) {
        Optional<Run> open = read.session().runs().find(request.getRunId());
        if (open.isPresent()) {
            Run run = open.get();
            boolean waits = run.state() == RunState.ACCEPTED && !run.startCommanded();
            return run(
                    run.runId(),
                    waits ? QUEUED : STARTED,
                    false,
                    run.admission().fencingToken());
        }
        // It ended before we looked, or an abort had come before it.
        String status = guard(read, request)
                .map(RetryGuard::result)
                .map(result -> result.name().toLowerCase(Locale.ROOT))
                .orElse(STARTED);
        return run(request.getRunId(), status, false, null);
    }

    private static ObjectNode cached(RetryGuard guard, Session session) {
        long nowMs = session.progress().recordTimeMs();
        long ttlMs =
                session.identity() == null ? 0 : session.identity().policy().guardTtl();
        String status = guard.answerAt(nowMs, ttlMs);
        Long token = session.runs()
                .find(guard.runId())
                .map(run -> run.admission().fencingToken())
                .orElse(null);
        ObjectNode json = run(guard.runId(), status, true, token);
        boolean isSettled = !status.equals(RetryGuard.IN_FLIGHT);
        return json.put("replyRef", isSettled ? guard.replyRef() : null)
                .put("errorCode", isSettled ? guard.errorCode() : null)
                .put("summary", isSettled ? guard.summary() : null);
    }

    private static Optional<RetryGuard> guard(SessionRead read, RunAccepted request) {
        return read.guards()
                .find(request.getIdempotencyKey(), read.session().progress().recordTimeMs());
    }

    private static ObjectNode run(String runId, String status, boolean isCached, @Nullable Long fencingToken) {
        return CommandAnswers.fields()
                .put("runId", runId)
                .put("status", status)
                .put("cached", isCached)
                .put("fencingToken", fencingToken);
    }
}
