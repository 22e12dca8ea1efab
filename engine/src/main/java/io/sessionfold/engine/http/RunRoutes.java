package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Requester;
import io.sessionfold.contract.RunAbortRequested;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The commands on a run: its abort and its settlement. */
final class RunRoutes implements Routes {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final CommandDesk desk;

    RunRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/v1/sessions/{key}/abort", context -> abort(context, null));
        config.routes.post(
                "/v1/sessions/{key}/runs/{runId}/abort", context -> abort(context, context.pathParam("runId")));
        config.routes.post("/v1/sessions/{key}/runs/{runId}/settle", this::settle);
    }

    private void settle(Context context) {
        String runId = context.pathParam("runId");
        desk.command(
                context,
                "settle",
                runId,
                (origin, eventId, body) -> body.set("runId", runId).as(RunSettled.class),
                desk.answers()::send);
    }

    /** @param runId null for every run that the requester may stop */
    private void abort(Context context, @Nullable String runId) {
        desk.command(
                context,
                "abort",
                runId,
                (origin, eventId, body) -> abort(origin.caller(), runId, body),
                (answered, caller, answer) -> aborted(answered, caller, runId, answer));
    }

    /**
     * The caller asks, as an admin if it is one; or, said by whoever sees the whole tenant, somebody on whose behalf it
     * asks, who never is (INV-40).
     */
    private static SpecificRecord abort(Caller caller, @Nullable String runId, JsonBody body) {
        Requester behalf = body.take("requester", Requester.class);
        if (behalf != null && (caller.scope() != Scope.TENANT || behalf.getAdmin())) {
            throw new ProblemException(Problem.forbidden(
                    "Another requester may be named by a caller alone whose scope is the tenant, and is never an"
                            + " admin"));
        }
        Requester requester = behalf == null ? new Requester(caller.userId(), null, null, caller.isAdmin()) : behalf;
        RunAbortRequested abort = body.set("runId", runId)
                .fill("requester", CommandAnswers.fields())
                .fill("stopReason", AbortStopReason.RPC.name())
                .as(RunAbortRequested.class);
        return new RunAbortRequested(runId, requester, abort.getStopReason());
    }

    /** An abort after the end is no error: it changes nothing, and says so (INV-11). */
    private void aborted(Context context, Caller caller, @Nullable String runId, CommandAnswer answer) {
        ObjectNode special = CommandAnswers.fields().put("runId", runId);
        if (answer instanceof CommandAnswer.Refused refused && refused.reason() == RejectionReason.ALREADY_TERMINAL) {
            desk.answers().decided(context, caller, answer, OK, special.put("aborted", false));
        } else if (answer instanceof CommandAnswer.Applied applied) {
            boolean isAwaited = runId != null && isMarked(applied.read().session(), runId);
            special.put("aborted", !isAwaited).put("awaited", isAwaited);
            desk.answers().decided(context, caller, answer, ACCEPTED, special);
        } else {
            desk.answers().send(context, caller, answer, special);
        }
    }

    /** Whether the abort came before its run: it is remembered, and the run will be killed when it is admitted (INV-24). */
    private static boolean isMarked(Session session, String runId) {
        return session.abortMarks()
                .find(runId, session.progress().recordTimeMs())
                .isPresent();
    }
}
