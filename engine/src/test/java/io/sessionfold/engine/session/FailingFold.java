package io.sessionfold.engine.session;

import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fold with a bug that can be repaired. */
final class FailingFold implements Fold {

    private final Predicate<RecordedEvent> isPoison;
    private boolean isRepaired;

    FailingFold(Predicate<RecordedEvent> isPoison) {
        this.isPoison = isPoison;
    }

    void repair() {
        isRepaired = true;
    }

    @Override
    public int version() {
        return FoldVersions.FIRST;
    }

    @Override
    public FoldOutcome evolve(@Nullable Session before, RetryGuards guards, RecordedEvent event) {
        if (!isRepaired && isPoison.test(event)) {
            throw new ArithmeticException("Expected a fold without bugs, but this one fails on " + event.position());
        }
        return FoldVersions.KNOWN.at(FoldVersions.FIRST).evolve(before, guards, event);
    }
}
