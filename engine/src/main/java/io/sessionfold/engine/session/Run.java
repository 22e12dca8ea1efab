package io.sessionfold.engine.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open run: admitted, and without an outcome yet.
 *
 * @param owedMessageIds those of its messages that no reply has answered yet
 * @param startCommanded whether START_RUN went out
 * @param startedAtMs when it started, by the producer's claim or the record time; null before
 * @param endedAtMs when it ended; only of a run that owes its reply
 * @param pendingError an error within its grace
 */
public record Run(
        String runId,
        Admission admission,
        RunState state,
        List<String> owedMessageIds,
        boolean startCommanded,
        @Nullable Long startedAtMs,
        @Nullable Long endedAtMs,
        @Nullable PendingError pendingError) {

    public boolean isActive() {
        return state.isActive();
    }

    public boolean isVisible() {
        return admission.visible();
    }

    Run running(@Nullable Long startedAt) {
        Long since = startedAtMs == null ? startedAt : startedAtMs;
        return new Run(runId, admission, RunState.RUNNING, owedMessageIds, startCommanded, since, null, null);
    }

    Run startedAt(@Nullable Long startedAt) {
        return new Run(runId, admission, state, owedMessageIds, startCommanded, startedAt, endedAtMs, pendingError);
    }

    Run yielded() {
        return new Run(runId, admission, RunState.YIELDED, owedMessageIds, startCommanded, startedAtMs, null, null);
    }

    Run owing(@Nullable Long startedAt, long endedAt) {
        return new Run(runId, admission, RunState.OWED, owedMessageIds, startCommanded, startedAt, endedAt, null);
    }

    Run withPendingError(@Nullable PendingError error) {
        return new Run(runId, admission, state, owedMessageIds, startCommanded, startedAtMs, endedAtMs, error);
    }

    Run owing(List<String> messageIds) {
        return new Run(runId, admission, state, messageIds, startCommanded, startedAtMs, endedAtMs, pendingError);
    }

    Run commanded() {
        return new Run(runId, admission, state, owedMessageIds, true, startedAtMs, endedAtMs, pendingError);
    }
}
