package io.sessionfold.engine.command;

import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RejectionReason;

/** What became of a command. */
public sealed interface CommandAnswer {

    /** The event that the command became. */
    String eventId();

    /**
     * The fold applied it.
     *
     * @param read the session behind it
     */
    record Applied(String eventId, Position position, SessionRead read) implements CommandAnswer {}

    /**
     * The fold refused it; that is final and visible (INV-34).
     *
     * @param read the session behind it
     */
    record Refused(String eventId, Position position, RejectionReason reason, SessionRead read)
            implements CommandAnswer {}

    /**
     * It waits behind the quarantine of its session, and is decided when that is released (INV-47).
     *
     * @param read the session behind it
     */
    record Parked(String eventId, Position position, SessionRead read) implements CommandAnswer {}

    /** It is in the log and will be decided, or was; what was decided could not be learned in time. */
    record Unknown(String eventId, Position position) implements CommandAnswer {}

    /**
     * It is not in the log, or nobody knows.
     *
     * @param why never {@link Appended.At}
     */
    record NotTaken(String eventId, Appended why) implements CommandAnswer {}
}
