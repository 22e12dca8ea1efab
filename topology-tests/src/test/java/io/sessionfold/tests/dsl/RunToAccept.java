package io.sessionfold.tests.dsl;

import io.sessionfold.contract.RunAccepted;
import io.sessionfold.tests.driver.Day;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * The words for the admission of a run; without more it is visible, belongs to nobody and owes no reply, may be silent for
 * ten minutes and take an hour, and its idempotency key is {@code key-} and its runId.
 */
public record RunToAccept(String text, String runId, Fill<RunAccepted.Builder> run) implements Writing {

    /** How long a run may be silent, and owe its reply, in milliseconds. */
    public static final long DEADLINE_MS = 10 * 60_000;

    /** How long a run may take in all, in milliseconds. */
    public static final long EXPIRES_IN_MS = 60 * 60_000;

    static RunToAccept named(String runId) {
        return new RunToAccept("runAccepted(\"" + runId + "\")", runId, (run, day) -> {});
    }

    /** Owes a reply to these messages. */
    public RunToAccept owing(String... messageIds) {
        String quoted = List.of(messageIds).stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", "));
        return with("owing(" + quoted + ")", (run, day) -> run.setMessageIds(List.of(messageIds)));
    }

    public RunToAccept hidden() {
        return with("hidden()", (run, day) -> run.setVisible(false));
    }

    public RunToAccept withKey(String idempotencyKey) {
        return with("withKey(\"" + idempotencyKey + "\")", (run, day) -> run.setIdempotencyKey(idempotencyKey));
    }

    /** Comes with another request than the usual one. */
    public RunToAccept withRequest(String fingerprint) {
        return with("withRequest(\"" + fingerprint + "\")", (run, day) -> run.setRequestFingerprint(fingerprint));
    }

    public RunToAccept ofUser(String userId) {
        return with("ofUser(\"" + userId + "\")", (run, day) -> run.setOwnerUserId(userId));
    }

    public RunToAccept ofConnection(String connectionId) {
        return with("ofConnection(\"" + connectionId + "\")", (run, day) -> run.setOwnerConnectionId(connectionId));
    }

    public RunToAccept ofDevice(String deviceId) {
        return with("ofDevice(\"" + deviceId + "\")", (run, day) -> run.setOwnerDeviceId(deviceId));
    }

    public RunToAccept withDeadlineMs(long ms) {
        return with("withDeadlineMs(" + ms + ")", (run, day) -> run.setDeadlineMs(ms));
    }

    public RunToAccept expiringInMs(long ms) {
        return with("expiringInMs(" + ms + ")", (run, day) -> run.setExpiresInMs(ms));
    }

    public RunToAccept onDeployment(String deploymentId) {
        return with("onDeployment(\"" + deploymentId + "\")", (run, day) -> run.setDeploymentId(deploymentId));
    }

    public RunToAccept onWorker(String workerId) {
        return with("onWorker(\"" + workerId + "\")", (run, day) -> run.setWorkerId(workerId));
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
        RunAccepted.Builder accepted = RunAccepted.newBuilder()
                .setRunId(runId)
                .setIdempotencyKey("key-" + runId)
                .setRequestFingerprint("request")
                .setMessageIds(List.of())
                .setKind("chat")
                .setVisible(true)
                .setDeadlineMs(DEADLINE_MS)
                .setExpiresInMs(EXPIRES_IN_MS);
        run.fill(accepted, day);
        return accepted.build();
    }

    private RunToAccept with(String word, Fill<RunAccepted.Builder> more) {
        return new RunToAccept(text + "." + word, runId, run.then(more));
    }
}
