package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.command.Commands;
import io.sessionfold.engine.command.Door;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What every command on a session goes through: who asks, whether they may, and whether it was decided before. */
final class CommandDesk {

    private final SessionQuery sessions;
    private final Door door;
    private final Callers callers;
    private final CommandAnswers answers;
    private final LogIdentity log;

    CommandDesk(SessionQuery sessions, Door door, Callers callers, LogIdentity log) {
        this.sessions = sessions;
        this.door = door;
        this.callers = callers;
        this.answers = new CommandAnswers(log);
        this.log = log;
    }

    /** A command whose payload follows from the request alone. */
    interface Payload {

        /** The payload; the body is what is left after the incarnation was taken out of it. */
        SpecificRecord of(CommandOrigin origin, String eventId, JsonBody body);
    }

    /** How a command is answered. */
    interface Reply {

        void send(Context context, Caller caller, CommandAnswer answer);
    }

    Caller caller(Context context) {
        return callers.of(context);
    }

    /** The form of the answers. */
    CommandAnswers answers() {
        return answers;
    }

    Door door() {
        return door;
    }

    /** What stands under a key, whoever may see it; empty if nothing does, or it cannot be said now. */
    Optional<SessionRead> find(SessionKey key) {
        return read(key, ReadWish.ANY);
    }

    /** What the owner says stands under a key, whoever may see it; nothing and not ready end the request. */
    SessionRead read(SessionKey key) {
        return Answers.require(sessions.read(key, ReadWish.ANY.ofOwner()));
    }

    /** The same, from the position on that the request names. */
    SessionRead read(Context context, SessionKey key) {
        return Answers.require(sessions.read(key, wish(context, key).ofOwner()));
    }

    /** The same, as soon as a wish is fulfilled; empty if it is not. */
    Optional<SessionRead> read(SessionKey key, ReadWish wish) {
        return sessions.read(key, wish) instanceof QueryResult.Found<SessionRead> found
                ? Optional.of(found.value())
                : Optional.empty();
    }

    /** A session that the caller may do this to; any other ends the request. */
    SessionRead permitted(Context context, Caller caller, Verb verb, SessionKey key) {
        SessionRead read = Answers.require(sessions.read(key, wish(context, key)));
        Permits.session(caller, verb, read);
        PublicRow row = Answers.require(read.row());
        Answers.position(context, answers.token(row.progress().position()));
        return read;
    }

    /** A token counts on its key's own partition alone. */
    private ReadWish wish(Context context, SessionKey key) {
        Long offset = MinPositions.of(context, log).get(sessions.partition(key));
        return offset == null ? ReadWish.ANY : ReadWish.behind(offset);
    }

    /** Carries out a command on a session: once for each Idempotency-Key. */
    void command(Context context, String operation, @Nullable String subject, Payload payload, Reply reply) {
        Caller caller = callers.of(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        CommandOrigin origin = CommandOrigin.of(caller, context);
        String eventId = origin.eventId(operation, key.sessionKey(), subject == null ? "" : subject);
        JsonBody body = JsonBody.of(context);
        SessionRead read = Answers.require(sessions.read(key, ReadWish.ANY));
        Optional<CommandAnswer> earlier = earlier(origin, eventId, read);
        if (earlier.isPresent()) {
            reply.send(context, caller, earlier.get());
            return;
        }
        Permits.session(caller, Verb.COMMAND, read);
        PublicRow row = Answers.require(read.row());
        Answers.position(context, answers.token(row.progress().position()));
        String sessionId = body.take("sessionId");
        LifecycleEvent event = origin.event(eventId, key, sessionId, payload.of(origin, eventId, body), door.clock());
        reply.send(context, caller, door.commands().send(event));
    }

    /**
     * What was decided of the same request before. It is the caller's own: the id is made of tenant and user too. So it is
     * told even where there is no row to be seen any more, such as after a deletion.
     */
    Optional<CommandAnswer> earlier(CommandOrigin origin, String eventId, SessionRead read) {
        return origin.idempotencyKey() == null || !origin.caller().may(Verb.COMMAND)
                ? Optional.empty()
                : Commands.earlier(eventId, read);
    }
}
