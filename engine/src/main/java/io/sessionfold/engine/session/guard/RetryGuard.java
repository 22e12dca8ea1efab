package io.sessionfold.engine.session.guard;

import io.sessionfold.engine.session.OutcomeStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one idempotency key: it outlives its run, and it never makes a session look active (INV-1, INV-8).
 *
 * @param runId the run that the key admitted first
 * @param fingerprint of the request that came with the key
 * @param result the outcome's status; null while the run has none
 * @param terminalAtMs the record time of the outcome; null while there is none
 * @param settledAtMs the record time of the settlement; null while there is none
 * @param expiresAtMs from when on it does not hit; {@link #NEVER} while the run has no outcome (INV-10)
 */
public record RetryGuard(
        String runId,
        String fingerprint,
        @Nullable OutcomeStatus result,
        @Nullable String replyRef,
        @Nullable String errorCode,
        @Nullable String summary,
        @Nullable Long terminalAtMs,
        @Nullable Long settledAtMs,
        long expiresAtMs) {

    /** The expiry of a guard whose run has no outcome. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What a repeated send is told while the first one is not settled. */
    public static final String IN_FLIGHT = "in_flight";

    /** The guard of a run that was just admitted. */
    public static RetryGuard pending(String runId, String fingerprint) {
        return new RetryGuard(runId, fingerprint, null, null, null, null, null, null, NEVER);
    }

    /** Whether the run has its outcome. */
    public boolean isTerminal() {
        return result != null;
    }

    /** Whether the guard is past its time. */
    public boolean isExpiredAt(long nowMs) {
        return nowMs >= expiresAtMs;
    }

    /**
     * What a repeated send is told: {@code in_flight} until settled, then the outcome's status in lower case. A
     * settlement that never comes counts from terminalAt + TTL on (INV-12).
     */
    public String answerAt(long nowMs, long ttlMs) {
        if (result == null || terminalAtMs == null) {
            return IN_FLIGHT;
        }
        boolean settled = settledAtMs != null || nowMs >= terminalAtMs + ttlMs;
        return settled ? result.name().toLowerCase(Locale.ROOT) : IN_FLIGHT;
    }

    RetryGuard ended(OutcomeStatus status, @Nullable String reply, @Nullable String code, long nowMs, long ttlMs) {
        long expiresAt = settledAtMs == null ? nowMs + 2 * ttlMs : nowMs + ttlMs;
        return new RetryGuard(runId, fingerprint, status, reply, code, summary, nowMs, settledAtMs, expiresAt);
    }

    RetryGuard settled(@Nullable String note, long nowMs, long ttlMs) {
        long expiresAt = isTerminal() ? nowMs + ttlMs : NEVER;
        return new RetryGuard(runId, fingerprint, result, replyRef, errorCode, note, terminalAtMs, nowMs, expiresAt);
    }
}
