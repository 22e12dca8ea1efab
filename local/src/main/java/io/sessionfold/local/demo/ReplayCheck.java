package io.sessionfold.local.demo;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.replay.LogFold;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.Arrays;
import java.util.Map;
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
    Verdict compare(LogFold replayed, Map<SessionKey, byte[]> sessions, Map<SessionKey, byte[]> guards) {
        verdict.violatedIf(
                replayed.sessions().size() != sessions.size(),
                () -> "Expected %d sessions, as the log folded anew has, but the live store has %d"
                        .formatted(replayed.sessions().size(), sessions.size()));
        for (Map.Entry<SessionKey, Session> entry : replayed.sessions().entrySet()) {
            session(entry.getKey(), entry.getValue(), sessions.get(entry.getKey()));
        }
        verdict.violatedIf(
                replayed.guards().size() != guards.size(),
                () ->
                        "Expected the guards of %d sessions, as the log folded anew has, but the live store has those of %d"
                                .formatted(replayed.guards().size(), guards.size()));
        for (Map.Entry<SessionKey, RetryGuards> entry : replayed.guards().entrySet()) {
            verdict.violatedIf(
                    !Arrays.equals(guardCodec.encode(entry.getValue()), guards.get(entry.getKey())),
                    () -> "Expected the guards of session '%s' to be those of the log folded anew, but they differ"
                            .formatted(entry.getKey()));
        }
        return verdict;
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
