package io.sessionfold.tests.dsl;

import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command as a scenario expects it. */
public record ExpectedCommand(
        String sessionAlias,
        SessionCommandType type,
        @Nullable String runId) {

    public ExpectedCommand in(String session) {
        return new ExpectedCommand(session, type, runId);
    }

    boolean matches(SessionCommand seen) {
        return seen.getSessionKey().equals(sessionAlias)
                && seen.getType() == type
                && Objects.equals(seen.getRunId(), runId);
    }
}
