package io.sessionfold.tests.dsl;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as a scenario expects it.
 *
 * @param replyRef not looked at unless it is named
 * @param messageIds not looked at unless they are named
 * @param newRunId not looked at unless it is named
 */
public record ExpectedOutcome(
        String sessionAlias,
        String runId,
        RunOutcomeStatus status,
        @Nullable String errorCode,
        @Nullable String replyRef,
        @Nullable List<String> messageIds,
        @Nullable String newRunId) {

    static ExpectedOutcome of(String runId, RunOutcomeStatus status, @Nullable String errorCode) {
        return new ExpectedOutcome(EventToWrite.SESSION, runId, status, errorCode, null, null, null);
    }

    public ExpectedOutcome in(String session) {
        return new ExpectedOutcome(session, runId, status, errorCode, replyRef, messageIds, newRunId);
    }

    public ExpectedOutcome replying(String reply) {
        return new ExpectedOutcome(sessionAlias, runId, status, errorCode, reply, messageIds, newRunId);
    }

    public ExpectedOutcome to(String... messages) {
        return new ExpectedOutcome(sessionAlias, runId, status, errorCode, replyRef, List.of(messages), newRunId);
    }

    /** Names the run that took its place. */
    public ExpectedOutcome recoveredBy(String run) {
        return new ExpectedOutcome(sessionAlias, runId, status, errorCode, replyRef, messageIds, run);
    }

    boolean matches(RunOutcome seen) {
        return seen.getSessionKey().equals(sessionAlias)
                && seen.getRunId().equals(runId)
                && seen.getStatus() == status
                && Objects.equals(seen.getErrorCode(), errorCode)
                && (replyRef == null || replyRef.equals(seen.getReplyRef()))
                && (messageIds == null || messageIds.equals(seen.getMessageIds()))
                && (newRunId == null || newRunId.equals(seen.getNewRunId()));
    }
}
