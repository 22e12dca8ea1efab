package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.SessionQuarantined;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The failures that a log tells of: an event fails in a step if a SessionQuarantined stands in the log whose eventId is the
 * one that this very failure has. So nobody sets a session apart in a replay by writing that it is. A replay that has not
 * read all of them yet begins again when it hears of one that it did not know. Not thread-safe; for any number of passes.
 */
public final class LoggedFailures implements Failures {

    /** How the id of every event that tells of a failure begins; a reader that looks for them need not decode the rest. */
    public static final String ID_PREFIX = "quarantine-";

    private final Map<String, String> errorClasses = new HashMap<>();

    /** Takes notice of an event of the log; whether it tells of a failure that was not known. */
    public boolean hear(RecordedEvent event) {
        return event.payload() instanceof SessionQuarantined told
                && errorClasses.put(event.envelope().eventId(), told.errorClass()) == null;
    }

    @Override
    public Attempt attempt(RecordedEvent event, Position triedAt, Supplier<FoldOutcome> fold) {
        // Nearly every log tells of none, and then no id has to be made.
        String errorClass = errorClasses.isEmpty() ? null : errorClasses.get(QuarantineRecords.eventId(event, triedAt));
        if (errorClass != null) {
            return new Attempt.Failed(errorClass);
        }
        try {
            return new Attempt.Done(fold.get());
        } catch (RuntimeException failure) {
            return new Attempt.Unexpected(failure);
        }
    }
}
