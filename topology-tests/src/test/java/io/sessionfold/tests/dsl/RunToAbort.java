package io.sessionfold.tests.dsl;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Requester;
import io.sessionfold.contract.RunAbortRequested;
import io.sessionfold.tests.driver.Day;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The words for an abort; without more the session's owner, ada, asks for it through an RPC.
 *
 * @param runId null: every run that the requester may stop
 */
public record RunToAbort(
        String text, @Nullable String runId, Fill<Requester.Builder> requester, AbortStopReason stopReason)
        implements Writing {

    static RunToAbort named(@Nullable String runId) {
        String text = runId == null ? "allRunsAborted()" : "runAborted(\"" + runId + "\")";
        return new RunToAbort(text, runId, (requester, day) -> requester.setUserId("ada"), AbortStopReason.RPC);
    }

    public RunToAbort byUser(String userId) {
        return with("byUser(\"" + userId + "\")", (requester, day) -> requester.setUserId(userId));
    }

    public RunToAbort byConnection(String connectionId) {
        return with(
                "byConnection(\"" + connectionId + "\")",
                (requester, day) -> requester.setUserId(null).setConnectionId(connectionId));
    }

    public RunToAbort byDevice(String deviceId) {
        return with(
                "byDevice(\"" + deviceId + "\")",
                (requester, day) -> requester.setUserId(null).setDeviceId(deviceId));
    }

    public RunToAbort byAdmin() {
        return with("byAdmin()", (requester, day) -> requester.setUserId("root").setAdmin(true));
    }

    public RunToAbort because(AbortStopReason reason) {
        return new RunToAbort(text + ".because(" + Symbol.of(reason) + ")", runId, requester, reason);
    }

    @Override
    public EventToWrite event() {
        return EventToWrite.of(text, runId, this::payload);
    }

    @Override
    public String toString() {
        return text;
    }

    private SpecificRecord payload(Day day) {
        Requester.Builder asking = Requester.newBuilder().setAdmin(false);
        requester.fill(asking, day);
        return RunAbortRequested.newBuilder()
                .setRunId(runId)
                .setRequester(asking.build())
                .setStopReason(stopReason)
                .build();
    }

    private RunToAbort with(String word, Fill<Requester.Builder> more) {
        return new RunToAbort(text + "." + word, runId, requester.then(more), stopReason);
    }
}
