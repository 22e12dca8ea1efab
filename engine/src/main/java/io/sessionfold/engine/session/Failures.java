package io.sessionfold.engine.session;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Says whether a try of an event fails. The live engine tries; a replay takes failures from the log and never from the
 * failure, so that it comes to the same states with a fold that has been repaired since (INV-47).
 */
public interface Failures {

    /** Tries one event; {@code fold} folds it. */
    Attempt attempt(RecordedEvent event, Supplier<FoldOutcome> fold);

    /** What came of a try. */
    sealed interface Attempt {

        /** The event was folded. */
        record Done(FoldOutcome outcome) implements Attempt {}

        /** The fold failed on it. */
        record Failed(String errorClass) implements Attempt {}
    }

    /**
     * Failures as they happen.
     *
     * @param isPoison whether a failure is one of the fold on this event; any other goes up, and so does every Error
     * @param told hears of each failure that is poison
     */
    static Failures ofTry(Predicate<RuntimeException> isPoison, BiConsumer<RecordedEvent, RuntimeException> told) {
        return (event, fold) -> {
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

    /**
     * Failures as the log tells them: the n-th try of an event fails as long as there is an n-th SessionQuarantined for its
     * position. It counts the tries, so it is for one pass over the log. A failure that the log does not tell is an
     * {@link UnexpectedFailureException}: the live fold did not fail there.
     *
     * @param errorClasses by the position on which the fold failed: the class of each failure, in the order of the log
     */
    static Failures ofLog(Map<Position, List<String>> errorClasses) {
        return new LoggedFailures(errorClasses);
    }
}
