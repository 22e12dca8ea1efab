package io.sessionfold.engine.deployment;

import io.sessionfold.engine.deployment.DeploymentOutput.RunFailed;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.SessionEvent.RunErrored;
import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The events that fail runs: final, because nothing can come any more that would make them good. */
final class RunFailures {

    /** Who writes them, as their producerId. */
    static final String PRODUCER_ID = "sessionfold-workers";

    /** Of the SHA-256 that names such an event, in bytes: enough that no two ever meet, and short in a log. */
    private static final int ID_HASH_BYTES = 16;

    private RunFailures() {}

    /**
     * Fails one run.
     *
     * @param cause the exit, or the registration that came too late
     * @param error why, in a sentence of at most 4096 bytes
     */
    static RunFailed of(RecordedDeploymentEvent cause, RunName run, String errorCode, String error) {
        Envelope envelope = new Envelope(
                eventId(cause, run),
                new SessionKey(cause.key().tenantId(), run.sessionKey()),
                null,
                PRODUCER_ID,
                null,
                null,
                cause.eventTimeMicros(),
                DeploymentLimits.isId(cause.eventId()) ? cause.eventId() : null,
                EventSource.RECOVERY,
                null);
        return new RunFailed(
                envelope, new RunErrored(run.runId(), errorCode, error, false, null, null, null, true, null));
    }

    /** The same cause fails a run under the same id, however often it is folded: by its position, not by its claims. */
    private static String eventId(RecordedDeploymentEvent cause, RunName run) {
        String name = cause.position() + "|" + run.sessionKey() + "|" + run.runId();
        byte[] hash = sha256().digest(name.getBytes(StandardCharsets.UTF_8));
        return "worker-" + HexFormat.of().formatHex(Arrays.copyOf(hash, ID_HASH_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
