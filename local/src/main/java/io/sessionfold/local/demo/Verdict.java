package io.sessionfold.local.demo;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a check came to: it holds, or the first thing that does not. */
final class Verdict {

    /** The word for a check that found nothing wrong. */
    static final String HOLDS = "holds";

    private @Nullable String violation;

    /** Notes what is wrong; only the first is kept. */
    void violatedIf(boolean wrong, Supplier<String> message) {
        if (wrong && violation == null) {
            violation = message.get();
        }
    }

    boolean holds() {
        return violation == null;
    }

    /** {@value #HOLDS}, or a sentence with the first violation. */
    @Override
    public String toString() {
        return violation == null ? HOLDS : violation;
    }
}
