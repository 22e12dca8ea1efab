package io.sessionfold.engine.session;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Says whether a try of an event fails. The live engine tries; a replay takes failures from the log and never from the
 * failure ({@link LoggedFailures}), so that it comes to the same states with a fold that was repaired since (INV-47).
 */
public interface Failures {

    /**
     * Tries one event.
     *
     * @param triedAt in whose step: the event's own, or a release's
     * @param fold folds it
     */
    Attempt attempt(RecordedEvent event, Position triedAt, Supplier<FoldOutcome> fold);

    /** What came of a try. */
    sealed interface Attempt {

        /** The event was folded. */
        record Done(FoldOutcome outcome) implements Attempt {}

        /** The fold failed on it. */
        record Failed(String errorClass) implements Attempt {}

        /** The fold failed on it here, and did not where the log was written. */
        record Unexpected(RuntimeException failure) implements Attempt {}
    }

    /**
     * Failures as they happen.
     *
     * @param isPoison whether a failure is one of the fold on this event; any other goes up, and so does every Error
     * @param told hears of each failure that is poison
     */
    static Failures ofTry(Predicate<RuntimeException> isPoison, BiConsumer<RecordedEvent, RuntimeException> told) {
        return (event, triedAt, fold) -> {
            try {
                return new Attempt.Done(fold.get());
            } catch (RuntimeException failure) {
                if (!isPoison.test(failure)) {
                    throw failure;
                }
                told.accept(event, failure);
                return new Attempt.Failed(failure.getClass().getName());
            }
        };
    }
}
