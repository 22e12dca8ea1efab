package io.sessionfold.engine.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open run: admitted, and without an outcome yet.
 *
 * @param owedMessageIds those of its messages that no reply has answered yet
 * @param startCommanded whether START_RUN went out
 * @param startedAtMs when it started, by the producer's claim or the record time; null before
 * @param endedAtMs when it ended; only of a run that owes its reply or waits for its recovery
 * @param pendingError an error within its grace
 * @param providerFailedCode why its provider answers no more; null while it does (INV-19)
 * @param recoveries how many interrupted runs it stands in for, one after the other (INV-35)
 */
public record Run(
        String runId,
        Admission admission,
        RunState state,
        List<String> owedMessageIds,
        boolean startCommanded,
        @Nullable Long startedAtMs,
        @Nullable Long endedAtMs,
        @Nullable PendingError pendingError,
        @Nullable String providerFailedCode,
        int recoveries) {

    static Run accepted(String runId, Admission admission) {
        return new Run(runId, admission, RunState.ACCEPTED, admission.messageIds(), false, null, null, null, null, 0);
    }

    public boolean isActive() {
        return state.isActive();
    }

    public boolean isVisible() {
        return admission.visible();
    }

    Run running(@Nullable Long startedAt) {
        Long since = startedAtMs == null ? startedAt : startedAtMs;
        return in(RunState.RUNNING, since, null);
    }

    Run startedAt(@Nullable Long startedAt) {
        return new Run(
                runId,
                admission,
                state,
                owedMessageIds,
                startCommanded,
                startedAt,
                endedAtMs,
                pendingError,
                providerFailedCode,
                recoveries);
    }

    Run yielded() {
        return in(RunState.YIELDED, startedAtMs, null);
    }

    Run owing(@Nullable Long startedAt, long endedAt) {
        return in(RunState.OWED, startedAt, endedAt);
    }

    Run recovering(long endedAt) {
        return in(RunState.RECOVERING, startedAtMs, endedAt);
    }

    Run withPendingError(@Nullable PendingError error) {
        return new Run(
                runId,
                admission,
                state,
                owedMessageIds,
                startCommanded,
                startedAtMs,
                endedAtMs,
                error,
                providerFailedCode,
                recoveries);
    }

    Run withProviderFailed(@Nullable String code) {
        return new Run(
                runId,
                admission,
                state,
                owedMessageIds,
                startCommanded,
                startedAtMs,
                endedAtMs,
                pendingError,
                code,
                recoveries);
    }

    Run withOwed(List<String> messageIds) {
        return new Run(
                runId,
                admission,
                state,
                messageIds,
                startCommanded,
                startedAtMs,
                endedAtMs,
                pendingError,
                providerFailedCode,
                recoveries);
    }

    Run commanded(boolean isCommanded) {
        return new Run(
                runId,
                admission,
                state,
                owedMessageIds,
                isCommanded,
                startedAtMs,
                endedAtMs,
                pendingError,
                providerFailedCode,
                recoveries);
    }

    /** Standing in for an interrupted run: what that one owed is this one's to answer. */
    Run standingInFor(List<String> allMessageIds, List<String> owed, int attempt) {
        return new Run(
                runId,
                admission.answering(allMessageIds),
                state,
                owed,
                startCommanded,
                startedAtMs,
                endedAtMs,
                pendingError,
                providerFailedCode,
                attempt);
    }

    /** Another state; what was wrong in the one before is forgotten. */
    private Run in(RunState next, @Nullable Long startedAt, @Nullable Long endedAt) {
        return new Run(
                runId,
                admission,
                next,
                owedMessageIds,
                startCommanded,
                startedAt,
                endedAt,
                null,
                providerFailedCode,
                recoveries);
    }
}
