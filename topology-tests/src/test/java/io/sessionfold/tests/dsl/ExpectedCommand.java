package io.sessionfold.tests.dsl;

import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command as a scenario expects it.
 *
 * @param attempt 0 for the first; not looked at unless it is named
 * @param sessionId not looked at unless it is named
 * @param reason not looked at unless it is named
 */
public record ExpectedCommand(
        String sessionAlias,
        SessionCommandType type,
        @Nullable String runId,
        @Nullable Integer attempt,
        @Nullable String sessionId,
        @Nullable String reason) {

    static ExpectedCommand of(SessionCommandType type, @Nullable String runId) {
        return new ExpectedCommand(EventToWrite.SESSION, type, runId, null, null, null);
    }

    public ExpectedCommand in(String session) {
        return new ExpectedCommand(session, type, runId, attempt, sessionId, reason);
    }

    /** Was sent so often before. */
    public ExpectedCommand attempt(int count) {
        return new ExpectedCommand(sessionAlias, type, runId, count, sessionId, reason);
    }

    /** Is about this incarnation. */
    public ExpectedCommand ofIncarnation(String id) {
        return new ExpectedCommand(sessionAlias, type, runId, attempt, id, reason);
    }

    public ExpectedCommand because(String why) {
        return new ExpectedCommand(sessionAlias, type, runId, attempt, sessionId, why);
    }

    boolean matches(SessionCommand seen) {
        return sessionAlias.equals(seen.getSessionKey())
                && seen.getType() == type
                && Objects.equals(seen.getRunId(), runId)
                && (attempt == null || attempt == seen.getAttempt())
                && (sessionId == null || sessionId.equals(seen.getSessionId()))
                && (reason == null || reason.equals(seen.getReason()));
    }
}
