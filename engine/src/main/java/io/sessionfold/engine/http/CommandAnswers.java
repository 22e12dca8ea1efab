package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Authorization;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.json.RecordJson;
import org.jspecify.annotations.Nullable;

/** The form of a command's answer: what was decided, where, and the row behind it. */
final class CommandAnswers {

    private static final int ACCEPTED = 202;

    private final LogIdentity log;

    /** @param log which log the positions of the answers are of */
    CommandAnswers(LogIdentity log) {
        this.log = log;
    }

    static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Answers a command of which nothing more has to be said than what was decided. */
    void send(Context context, Caller caller, CommandAnswer answer) {
        send(context, caller, answer, fields());
    }

    /** The same, with what is special about this command in front; a refusal is a problem. */
    void send(Context context, Caller caller, CommandAnswer answer, ObjectNode special) {
        if (answer instanceof CommandAnswer.Refused refused) {
            refused(context, refused, CommandProblems.of(refused.reason(), sentence(refused)), special);
        } else {
            decided(context, caller, answer, ACCEPTED, special);
        }
    }

    /** Answers with what was decided, a refusal too; what is not in the log is a problem all the same. */
    void decided(Context context, Caller caller, CommandAnswer answer, int status, ObjectNode special) {
        if (answer instanceof CommandAnswer.NotTaken notTaken) {
            Problem problem = CommandProblems.of(notTaken.why());
            Answers.problem(context, problem);
            context.result(problem.toJson().put("eventId", notTaken.eventId()).toString());
        } else if (answer instanceof CommandAnswer.Applied applied) {
            body(context, status, special, "applied", null, applied.eventId(), applied.position());
            finish(context, special, caller, applied.read());
        } else if (answer instanceof CommandAnswer.Refused refused) {
            body(context, status, special, "refused", refused.reason(), refused.eventId(), refused.position());
            finish(context, special, caller, refused.read());
        } else if (answer instanceof CommandAnswer.Parked parked) {
            body(context, status, special, "parked", null, parked.eventId(), parked.position());
            finish(context, special, caller, parked.read());
        } else if (answer instanceof CommandAnswer.Unknown unknown) {
            body(context, status, special, "unknown", null, unknown.eventId(), unknown.position());
            finish(context, special, caller, null);
        }
    }

    /** Answers with a problem that says which event it was, and why. */
    void refused(Context context, CommandAnswer.Refused refused, Problem problem, ObjectNode special) {
        PositionToken position = token(refused.position());
        Answers.position(context, position);
        Answers.problem(context, problem);
        ObjectNode json = problem.toJson()
                .put("decided", "refused")
                .put("reason", refused.reason().name())
                .put("eventId", refused.eventId())
                .put("position", position.text());
        json.setAll(special);
        context.result(json.toString());
    }

    static String sentence(CommandAnswer.Refused refused) {
        return PublicRow.of(refused.read().session())
                .map(row -> "The fold refused it (" + refused.reason() + "); the session is "
                        + row.body().phase() + " now")
                .orElse("The fold refused it (" + refused.reason() + ")");
    }

    private void body(
            Context context,
            int status,
            ObjectNode json,
            String decided,
            @Nullable RejectionReason reason,
            String eventId,
            Position position) {
        PositionToken token = token(position);
        Answers.position(context, token);
        context.status(status);
        json.put("decided", decided)
                .put("reason", reason == null ? null : reason.name())
                .put("eventId", eventId)
                .put("position", token.text());
    }

    /** The row goes to whoever may see it, as every other read. */
    /** A position of the sessions' events, as it goes over the wire. */
    PositionToken token(Position position) {
        return PositionToken.of(position).in(log);
    }

    private static void finish(Context context, ObjectNode json, Caller caller, @Nullable SessionRead read) {
        json.set("session", read == null ? json.nullNode() : row(caller, read, json));
        Answers.json(context, json);
    }

    private static JsonNode row(Caller caller, SessionRead read, ObjectNode json) {
        if (!Authorization.sees(caller, read.session())) {
            return json.nullNode();
        }
        return PublicRow.of(read.session())
                .<JsonNode>map(row -> RecordJson.toJson(RowCodec.write(row)))
                .orElseGet(json::nullNode);
    }
}
