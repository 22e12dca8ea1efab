package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Fences;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuard;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.List;

/** What holds of a state as a store keeps it: it is bounded, and its bytes are its value. */
final class BoundLaws {

    /** Ten times what the widest of ten thousand histories come to; a leak of one entry per event passes it. */
    private static final int BYTES_MAX = 32 * 1024;

    private final SessionCodec codec = new SessionCodec();

    /** All of them; a codec serves one thread. */
    static List<StepLaw> all() {
        BoundLaws laws = new BoundLaws();
        return List.of(
                BoundLaws::nothingGrowsWithoutBound,
                BoundLaws::aRunWithoutOutcomeKeepsItsGuard,
                laws::theStoredBytesAreTheState);
    }

    /** A limit on everything. */
    private static void nothingGrowsWithoutBound(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        Session after = step.after();
        assertThat(after.fences().producers()).hasSizeLessThanOrEqualTo(Fences.PRODUCERS_MAX);
        assertThat(after.fences().recent().packed().length).isLessThanOrEqualTo(64 * 9);
        assertThat(after.held()).hasSizeLessThanOrEqualTo(32);
        assertThat(after.abortMarks().byRunId()).hasSizeLessThanOrEqualTo(16);
        assertThat(after.runs().open()).hasSizeLessThanOrEqualTo(64);
        assertThat(after.activity().openConnections()).hasSizeLessThanOrEqualTo(64);
        assertThat(step.outcome().guards().byKey()).hasSizeLessThanOrEqualTo(RetryGuards.CAPACITY);
        if (after.exists()) {
            assertThat(step.lifecycleAfter().phaseHistory()).hasSizeLessThanOrEqualTo(Lifecycle.HISTORY_MAX);
            assertThat(step.lifecycleAfter().members()).hasSizeLessThanOrEqualTo(64);
        }
    }

    /** INV-10. */
    private static void aRunWithoutOutcomeKeepsItsGuard(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        for (Run run : step.after().runs().open().values()) {
            RetryGuard guard = step.outcome().guards().get(run.admission().idempotencyKey());
            assertThat(guard != null && !guard.isTerminal())
                    .as("the guard of %s is held, without an outcome", run)
                    .isTrue();
        }
    }

    /** INV-44: nothing is lost on the way into a store and out of it, and equal states have equal bytes. */
    private void theStoredBytesAreTheState(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        byte[] stored = codec.encode(step.after());
        Session read = codec.decode(step.after().key(), stored);
        assertThat(read).as("the state that was stored").isEqualTo(step.after());
        assertThat(codec.encode(read)).as("its bytes").isEqualTo(stored);
        assertThat(stored.length).as("bytes of the state").isLessThanOrEqualTo(BYTES_MAX);
    }
}
