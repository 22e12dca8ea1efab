package io.sessionfold.engine.command;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Quarantine;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Commands that wait for the fold. A command is an event in the log; its answer is what the fold decided of it, read back
 * from the decisions that the session remembers, and never what was hoped. Thread-safe.
 */
public final class Commands {

    private final EventLog log;
    private final SessionQuery sessions;
    private final Duration patience;

    /** @param patience how long a command waits for its decision, once it is in the log */
    public Commands(EventLog log, SessionQuery sessions, Duration patience) {
        this.log = log;
        this.sessions = sessions;
        this.patience = patience;
    }

    /** Writes an event, and waits for its decision. */
    public CommandAnswer send(LifecycleEvent event) {
        return send(event, false);
    }

    /** Writes an event, and waits for its decision with the guards beside it, which only the key's owner can tell. */
    public CommandAnswer sendToOwner(LifecycleEvent event) {
        return send(event, true);
    }

    /** What was decided of an event before, if its session still remembers it: a repeat of it has this answer. */
    public static Optional<CommandAnswer> earlier(String eventId, SessionRead read) {
        return decision(eventId, read.session().progress().position(), read);
    }

    private CommandAnswer send(LifecycleEvent event, boolean fromOwner) {
        Appended appended = log.append(event).join();
        return appended instanceof Appended.At at
                ? decided(event, at.position(), fromOwner)
                : new CommandAnswer.NotTaken(event.getEventId(), appended);
    }

    private CommandAnswer decided(LifecycleEvent event, Position position, boolean fromOwner) {
        SessionKey key = new SessionKey(event.getTenantId(), event.getSessionKey());
        ReadWish behind = ReadWish.behind(position.offset()).within(patience);
        QueryResult<SessionRead> read = sessions.read(key, fromOwner ? behind.ofOwner() : behind);
        if (read instanceof QueryResult.Found<SessionRead> found) {
            return decision(event.getEventId(), position, found.value())
                    .orElseGet(() -> undecided(event.getEventId(), position, found.value()));
        }
        return new CommandAnswer.Unknown(event.getEventId(), position);
    }

    /** It is parked, or too many others were decided since; the log knows it all the same. */
    private static CommandAnswer undecided(String eventId, Position position, SessionRead read) {
        Quarantine quarantine = read.session().quarantine();
        return quarantine != null && quarantine.position().offset() <= position.offset()
                ? new CommandAnswer.Parked(eventId, position, read)
                : new CommandAnswer.Unknown(eventId, position);
    }

    /** Empty if nothing is remembered of it. */
    private static Optional<CommandAnswer> decision(String eventId, Position position, SessionRead read) {
        OptionalInt code = read.session().fences().recent().find(eventId);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<RejectionReason> reason = Decision.refusal((byte) code.getAsInt());
        return Optional.of(
                reason.<CommandAnswer>map(refusal -> new CommandAnswer.Refused(eventId, position, refusal, read))
                        .orElseGet(() -> new CommandAnswer.Applied(eventId, position, read)));
    }
}
