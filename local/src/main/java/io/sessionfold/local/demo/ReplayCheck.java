package io.sessionfold.local.demo;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the live states with those of the log folded anew, byte for byte, digests included (INV-44, INV-45). */
final class ReplayCheck {

    private final SessionCodec sessionCodec = new SessionCodec();
    private final GuardCodec guardCodec = new GuardCodec();
    private final Verdict verdict = new Verdict();

    /**
     * Compares.
     *
     * @param sessions the live store's bytes by key
     * @param guards the live guard store's bytes by key
     */
    Verdict compare(FoldTable replayed, Map<SessionKey, byte[]> sessions, Map<SessionKey, byte[]> guards) {
        Set<SessionKey> folded = new HashSet<>();
        Set<SessionKey> guarded = new HashSet<>();
        replayed.forEach((key, state) -> {
            Session session = state.session();
            if (session != null) {
                folded.add(key);
                session(key, session, sessions.get(key));
            }
            if (!state.guards().byKey().isEmpty()) {
                guarded.add(key);
                guards(key, state.guards(), guards.get(key));
            }
        });
        verdict.violatedIf(
                folded.size() != sessions.size(),
                () -> "Expected %d sessions, as the log folded anew has, but the live store has %d"
                        .formatted(folded.size(), sessions.size()));
        verdict.violatedIf(
                guarded.size() != guards.size(),
                () ->
                        "Expected the guards of %d sessions, as the log folded anew has, but the live store has those of %d"
                                .formatted(guarded.size(), guards.size()));
        return verdict;
    }

    private void guards(SessionKey key, RetryGuards replayed, byte @Nullable [] live) {
        verdict.violatedIf(
                !Arrays.equals(guardCodec.encode(replayed), live),
                () -> "Expected the guards of session '%s' to be those of the log folded anew, but they differ"
                        .formatted(key));
    }

    private void session(SessionKey key, Session replayed, byte @Nullable [] live) {
        if (live == null) {
            verdict.violatedIf(
                    true, () -> "Expected session '%s' to be live as it is in the log, but it is not".formatted(key));
        } else if (!Arrays.equals(sessionCodec.encode(replayed), live)) {
            Session other = sessionCodec.decode(key, live);
            verdict.violatedIf(
                    true,
                    () ->
                            "Expected session '%s' to be as the log folded anew has it (%s, digest %s), but it differs (%s, digest %s)"
                                    .formatted(
                                            key,
                                            replayed.progress().position(),
                                            replayed.progress().digest(),
                                            other.progress().position(),
                                            other.progress().digest()));
        }
    }
}
