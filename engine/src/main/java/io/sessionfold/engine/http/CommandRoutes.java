package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.DesiredStateRequested;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionReset;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.command.EventIds;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.SessionKey;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The commands on a session as a whole: what is desired of it, its reset, its metadata and its end. */
final class CommandRoutes implements Routes {

    private static final int ACCEPTED = 202;

    private final CommandDesk desk;

    CommandRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/v1/sessions/{key}/desired-state", this::desire);
        config.routes.post("/v1/sessions/{key}/reset", this::reset);
        config.routes.patch("/v1/sessions/{key}", this::update);
        config.routes.delete("/v1/sessions/{key}", this::delete);
    }

    private void desire(Context context) {
        desk.command(
                context,
                "desired-state",
                null,
                (origin, eventId, body) ->
                        body.set("requesterUserId", origin.caller().userId()).as(DesiredStateRequested.class),
                this::desired);
    }

    /** To terminate what terminates already is skipped, and said so; it is no error of the caller. */
    private void desired(Context context, Caller caller, CommandAnswer answer) {
        boolean isSkipped = answer instanceof CommandAnswer.Refused refused
                && refused.reason() == RejectionReason.ALREADY_TERMINAL
                && wanted(context) == DesiredState.TERMINATED;
        if (isSkipped) {
            desk.answers().decided(context, caller, answer, ACCEPTED, CommandAnswers.fields());
        } else {
            desk.answers().send(context, caller, answer);
        }
    }

    private static @Nullable DesiredState wanted(Context context) {
        String desired = JsonBody.of(context).peek("desired");
        return DesiredState.TERMINATED.name().equals(desired) ? DesiredState.TERMINATED : null;
    }

    private void reset(Context context) {
        desk.command(context, "reset", null, CommandRoutes::reset, desk.answers()::send);
    }

    /** An incarnation that nobody named is derived, so that a repeat names the same. */
    private static SpecificRecord reset(CommandOrigin origin, String eventId, JsonBody body) {
        return body.fill("newSessionId", EventIds.derived("incarnation", eventId))
                .as(SessionReset.class);
    }

    private void update(Context context) {
        desk.command(
                context,
                "update",
                null,
                (origin, eventId, body) -> updated(context, origin, body),
                desk.answers()::send);
    }

    private SpecificRecord updated(Context context, CommandOrigin origin, JsonBody body) {
        SessionUpdated update = body.as(SessionUpdated.class);
        SessionKey key = SessionPaths.key(origin.caller(), context);
        Identity identity = desk.find(key)
                .map(SessionRead::session)
                .map(found -> found.identity())
                .orElse(null);
        String name = update.getName();
        if (name != null
                && identity != null
                && !name.equals(identity.name())
                && desk.door().names().isTaken(key, identity.ownerUserId(), name)) {
            throw new ProblemException(CommandProblems.nameTaken(name));
        }
        return update;
    }

    private void delete(Context context) {
        desk.command(
                context,
                "delete",
                null,
                (origin, eventId, body) -> body.as(SessionDeleted.class),
                desk.answers()::send);
    }
}
