package io.sessionfold.client.events;

import io.sessionfold.contract.Liveness;
import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.ProviderRecovered;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunErrored;
import io.sessionfold.contract.RunInterrupted;
import io.sessionfold.contract.RunProgressed;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.contract.TerminalReplyCommitted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a run, as the gateways and workers at work on it tell it. */
public final class RunPayloads {

    private RunPayloads() {}

    public static RunStarted started(String runId) {
        return RunStarted.newBuilder().setRunId(runId).build();
    }

    public static RunStarted startedBy(String runId, String workerId) {
        return RunStarted.newBuilder().setRunId(runId).setWorkerId(workerId).build();
    }

    /** It lives, and its deadline is extended. */
    public static RunProgressed progressed(String runId, Liveness liveness) {
        return new RunProgressed(runId, liveness);
    }

    /** It ended by itself; what it owes is still to be replied. */
    public static RunEnded ended(String runId) {
        return RunEnded.newBuilder().setRunId(runId).build();
    }

    /** It ended by itself, and this is its reply. */
    public static RunEnded endedWith(String runId, String replyRef) {
        return RunEnded.newBuilder().setRunId(runId).setReplyRef(replyRef).build();
    }

    /** It pauses, and keeps its session. */
    public static RunEnded yielded(String runId) {
        return RunEnded.newBuilder().setRunId(runId).setYielded(true).build();
    }

    /** It failed, unless it ends or goes on within its grace. */
    public static RunErrored errored(String runId, String errorCode, String error) {
        return RunErrored.newBuilder()
                .setRunId(runId)
                .setErrorCode(errorCode)
                .setError(error)
                .build();
    }

    /** It failed, and nothing can follow. */
    public static RunErrored failed(String runId, String errorCode, String error) {
        return RunErrored.newBuilder(errored(runId, errorCode, error))
                .setFinal$(true)
                .build();
    }

    /** The reply that these messages were owed, by whichever runs. */
    public static TerminalReplyCommitted replied(String runId, List<String> messageIds, String replyRef) {
        return new TerminalReplyCommitted(runId, messageIds, replyRef);
    }

    /** The caller is done with it. */
    public static RunSettled settled(String runId, SettleResult result) {
        return RunSettled.newBuilder().setRunId(runId).setResult(result).build();
    }

    public static RunInterrupted interrupted(String runId, boolean recoverable, String reason) {
        return new RunInterrupted(runId, recoverable, reason);
    }

    /** The model or backend behind it fails; its deadline is not extended meanwhile. */
    public static ProviderFailed providerFailed(String runId, String code, @Nullable String reason) {
        return new ProviderFailed(runId, code, reason);
    }

    public static ProviderRecovered providerRecovered(String runId) {
        return ProviderRecovered.newBuilder().setRunId(runId).build();
    }
}
