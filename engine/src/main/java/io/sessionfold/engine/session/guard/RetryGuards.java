package io.sessionfold.engine.session.guard;

import io.sessionfold.engine.session.OutcomeStatus;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The retry guards of one session: the idempotency keys that it admitted, kept past the runs' ends.
 *
 * <p>Laws: a guard whose run has no outcome is never evicted (INV-10); a guard that is past its time does not hit
 * (INV-8); there are never more than {@link #CAPACITY}.
 *
 * @param byKey by idempotency key
 */
public record RetryGuards(SortedMap<String, RetryGuard> byKey) {

    /** Four times the open runs that a session may have, so that there is always one with an outcome to evict. */
    public static final int CAPACITY = 256;

    /** No guard. */
    public static final RetryGuards NONE = new RetryGuards(Collections.emptySortedMap());

    /** The guard that a send with this key meets at {@code nowMs}. */
    public Optional<RetryGuard> find(String idempotencyKey, long nowMs) {
        return Optional.ofNullable(byKey.get(idempotencyKey)).filter(guard -> !guard.isExpiredAt(nowMs));
    }

    /** The idempotency key under which a run was admitted, as long as it is remembered. */
    public Optional<String> keyOf(String runId) {
        for (Map.Entry<String, RetryGuard> entry : byKey.entrySet()) {
            if (entry.getValue().runId().equals(runId)) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** The guard under a key, expired or not. */
    public @Nullable RetryGuard get(String idempotencyKey) {
        return byKey.get(idempotencyKey);
    }

    /** With the guard of a run that was just admitted; makes room by time first, then by age. */
    public RetryGuards admit(String idempotencyKey, String runId, String fingerprint, long nowMs) {
        TreeMap<String, RetryGuard> next = new TreeMap<>(withoutExpired(nowMs).byKey);
        next.put(idempotencyKey, RetryGuard.pending(runId, fingerprint));
        while (next.size() > CAPACITY) {
            next.remove(oldestTerminal(next));
        }
        return of(next);
    }

    /** With the outcome of a run noted; the guard now expires, a TTL after its settlement. */
    public RetryGuards ended(
            String idempotencyKey,
            OutcomeStatus status,
            @Nullable String replyRef,
            @Nullable String errorCode,
            long nowMs,
            long ttlMs) {
        RetryGuard guard = byKey.get(idempotencyKey);
        return guard == null ? this : with(idempotencyKey, guard.ended(status, replyRef, errorCode, nowMs, ttlMs));
    }

    /** With the settlement noted; before the outcome it is only noted. */
    public RetryGuards settled(String idempotencyKey, @Nullable String summary, long nowMs, long ttlMs) {
        RetryGuard guard = byKey.get(idempotencyKey);
        return guard == null ? this : with(idempotencyKey, guard.settled(summary, nowMs, ttlMs));
    }

    /** Without those that are past their time. */
    public RetryGuards withoutExpired(long nowMs) {
        TreeMap<String, RetryGuard> next = new TreeMap<>(byKey);
        next.values().removeIf(guard -> guard.isExpiredAt(nowMs));
        return next.size() == byKey.size() ? this : of(next);
    }

    /** When the first of them expires, or {@link RetryGuard#NEVER}. */
    public long earliestExpiryMs() {
        long earliest = RetryGuard.NEVER;
        for (RetryGuard guard : byKey.values()) {
            earliest = Math.min(earliest, guard.expiresAtMs());
        }
        return earliest;
    }

    private RetryGuards with(String idempotencyKey, RetryGuard guard) {
        TreeMap<String, RetryGuard> next = new TreeMap<>(byKey);
        next.put(idempotencyKey, guard);
        return of(next);
    }

    private static RetryGuards of(TreeMap<String, RetryGuard> byKey) {
        return new RetryGuards(Collections.unmodifiableSortedMap(byKey));
    }

    private static String oldestTerminal(TreeMap<String, RetryGuard> guards) {
        String oldest = null;
        long oldestAtMs = Long.MAX_VALUE;
        for (Map.Entry<String, RetryGuard> entry : guards.entrySet()) {
            Long terminalAtMs = entry.getValue().terminalAtMs();
            if (terminalAtMs != null && terminalAtMs < oldestAtMs) {
                oldest = entry.getKey();
                oldestAtMs = terminalAtMs;
            }
        }
        if (oldest == null) {
            throw new IllegalStateException("Expected one of " + guards.size()
                    + " guards to have an outcome, because fewer runs may be open, but none had");
        }
        return oldest;
    }
}
