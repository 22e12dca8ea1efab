package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.Output.RunDecided;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import io.sessionfold.engine.session.SessionEvent.RunSettled;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuard;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * INV-8, INV-10, INV-12: the retry guards of a history, kept a second time, from nothing but decisions, outcomes and times:
 * a guard lives until its run was settled, and for a TTL more; one that is never settled, for two from the outcome on.
 */
final class GuardLaw implements StepLaw {

    /** What is looked for before the guard is: an event that is refused so says nothing of guards. */
    private static final Set<RejectionReason> BEFORE_GUARDS = EnumSet.of(
            RejectionReason.DUPLICATE,
            RejectionReason.STALE_EPOCH,
            RejectionReason.STALE_SEQUENCE,
            RejectionReason.UNKNOWN_SESSION,
            RejectionReason.STALE_INCARNATION,
            RejectionReason.ALREADY_TERMINAL);

    private final Map<SessionKey, Map<String, Kept>> all = new HashMap<>();

    @Override
    public void check(FoldedStep step) {
        SessionKey key = step.event().envelope().key();
        if (step.dropped() || !step.after().exists()) {
            all.remove(key);
            return;
        }
        Map<String, Kept> kept = all.computeIfAbsent(key, first -> new TreeMap<>());
        long nowMs = step.after().progress().recordTimeMs();
        kept.values().removeIf(guard -> nowMs >= guard.expiresAtMs);
        if (step.event().payload() instanceof RunAccepted run) {
            accepted(step, run, kept);
        }
        follow(step, kept, nowMs);
        Map<String, Kept> found = new TreeMap<>();
        step.outcome().guards().withoutExpired(nowMs).byKey().forEach((id, guard) -> found.put(id, Kept.of(guard)));
        assertThat(found).as("guards").isEqualTo(kept);
    }

    /** What is kept of a guard; {@code expiresAtMs} is {@link RetryGuard#NEVER} without an outcome. */
    private record Kept(String runId, String fingerprint, boolean ended, boolean settled, long expiresAtMs) {
        static Kept of(RetryGuard guard) {
            return new Kept(
                    guard.runId(),
                    guard.fingerprint(),
                    guard.terminalAtMs() != null,
                    guard.settledAtMs() != null,
                    guard.expiresAtMs());
        }
    }

    private static void accepted(FoldedStep step, RunAccepted run, Map<String, Kept> kept) {
        Kept guard = kept.get(run.idempotencyKey());
        if (step.decision() instanceof Decision.Refused refused) {
            if (!BEFORE_GUARDS.contains(refused.reason())) {
                boolean sameRequest = guard != null && guard.fingerprint.equals(run.requestFingerprint());
                assertThat(refused.reason() == RejectionReason.GUARD_HIT)
                        .as("%s for %s, of which is kept %s", refused.reason(), run.idempotencyKey(), guard)
                        .isEqualTo(sameRequest);
                assertThat(refused.reason() == RejectionReason.FINGERPRINT_CONFLICT)
                        .as("%s for %s, of which is kept %s", refused.reason(), run.idempotencyKey(), guard)
                        .isEqualTo(guard != null && !sameRequest);
            }
        } else {
            assertThat(guard).as("the guard of a key that admits").isNull();
            kept.put(
                    run.idempotencyKey(),
                    new Kept(run.runId(), run.requestFingerprint(), false, false, RetryGuard.NEVER));
        }
    }

    private static void follow(FoldedStep step, Map<String, Kept> kept, long nowMs) {
        Identity identity = step.after().identity();
        long ttlMs = identity == null ? 0 : identity.policy().guardTtl();
        boolean settles = step.event().payload() instanceof RunSettled && !step.isRefused();
        String named = step.event().payload().runId();
        List<String> decided =
                step.outputs(RunDecided.class).stream().map(RunDecided::runId).toList();
        kept.replaceAll((key, guard) -> {
            boolean isSettled = guard.settled || (settles && guard.runId.equals(named));
            boolean hasEnded = guard.ended || decided.contains(guard.runId);
            if (isSettled == guard.settled && hasEnded == guard.ended) {
                return guard;
            }
            long expiresAtMs = !hasEnded ? RetryGuard.NEVER : nowMs + (isSettled ? ttlMs : 2 * ttlMs);
            return new Kept(guard.runId, guard.fingerprint, hasEnded, isSettled, expiresAtMs);
        });
    }
}
