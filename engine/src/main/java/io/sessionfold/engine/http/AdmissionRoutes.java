package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.session.SessionKey;
import java.util.Set;
import java.util.UUID;

/** The admission of runs: the Idempotency-Key is the guard's key, and the guard answers a repeat (INV-8, INV-36). */
final class AdmissionRoutes implements Routes {

    /** What a run is that does not say. */
    private static final String KIND = "turn";

    /** 0 leaves a duration to the fold. */
    private static final JsonNode FOLDS_CONSTANT = IntNode.valueOf(0);

    private final CommandDesk desk;

    AdmissionRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/v1/sessions/{key}/runs", this::admit);
    }

    private void admit(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        CommandOrigin origin = CommandOrigin.of(caller, context);
        String idempotencyKey = origin.idempotencyKey();
        if (idempotencyKey == null) {
            throw new ProblemException(CommandProblems.idempotencyKeyRequired());
        }
        JsonBody body = JsonBody.of(context);
        desk.permitted(context, caller, Verb.COMMAND, key);
        String sessionId = body.take("sessionId");
        RunAccepted run = run(caller, idempotencyKey, body);
        // Unique for each request: the guard decides whether it is a repeat, not the event's id.
        String eventId = UUID.randomUUID().toString();
        CommandAnswer answer = desk.door()
                .commands()
                .sendToOwner(
                        origin.event(eventId, key, sessionId, run, desk.door().clock()));
        new AdmissionAnswers(desk.answers()).send(context, caller, run, answer);
    }

    private static RunAccepted run(Caller caller, String idempotencyKey, JsonBody body) {
        boolean isOwn = caller.scope() != Scope.TENANT;
        if (isOwn && (body.has("ownerUserId") || body.has("ownerConnectionId") || body.has("ownerDeviceId"))) {
            throw new ProblemException(
                    Problem.forbidden("The owner of a run may be named by a caller alone whose scope is the tenant"));
        }
        if (isOwn) {
            body.fill("ownerUserId", caller.userId());
        }
        // A key that is used again after its guard's time admits another run, which needs a name of its own.
        return body.set("idempotencyKey", idempotencyKey)
                .set("requestFingerprint", body.fingerprint())
                .fill("runId", UUID.randomUUID().toString())
                .fill("kind", KIND)
                .fill("deadlineMs", FOLDS_CONSTANT)
                .fill("expiresInMs", FOLDS_CONSTANT)
                .as(RunAccepted.class);
    }
}
