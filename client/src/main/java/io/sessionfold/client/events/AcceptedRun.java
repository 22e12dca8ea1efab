package io.sessionfold.client.events;

import io.sessionfold.contract.RunAccepted;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * A run that a gateway admits itself, by an event. The same idempotency key with another request is a conflict, so the
 * request's fingerprint goes along: SHA-256 of the bytes that the gateway calls its request, in RFC 8785 form if the same
 * requests may come over HTTP too.
 */
public final class AcceptedRun {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final RunAccepted payload;

    private AcceptedRun(RunAccepted payload) {
        this.payload = payload;
    }

    /** A visible run of kind {@code turn} that owes no reply, with five minutes between signs of life, and an hour in all. */
    public static AcceptedRun of(String runId, String idempotencyKey, byte[] request) {
        return new AcceptedRun(RunAccepted.newBuilder()
                .setRunId(runId)
                .setIdempotencyKey(idempotencyKey)
                .setRequestFingerprint(fingerprint(request))
                .setMessageIds(List.of())
                .setKind("turn")
                .setDeadlineMs(DEADLINE.toMillis())
                .setExpiresInMs(EXPIRY.toMillis())
                .build());
    }

    public AcceptedRun answering(List<String> messageIds) {
        return new AcceptedRun(
                RunAccepted.newBuilder(payload).setMessageIds(messageIds).build());
    }

    public AcceptedRun ofKind(String kind) {
        return new AcceptedRun(RunAccepted.newBuilder(payload).setKind(kind).build());
    }

    public AcceptedRun ownedBy(String userId) {
        return new AcceptedRun(
                RunAccepted.newBuilder(payload).setOwnerUserId(userId).build());
    }

    public AcceptedRun within(Duration deadline, Duration expiry) {
        return new AcceptedRun(RunAccepted.newBuilder(payload)
                .setDeadlineMs(deadline.toMillis())
                .setExpiresInMs(expiry.toMillis())
                .build());
    }

    public RunAccepted payload() {
        return payload;
    }

    private static String fingerprint(byte[] request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256", e);
        }
    }
}
