package io.sessionfold.engine.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The failures that a log tells of, and the tries so far. Not thread-safe: one per pass over a partition. */
final class LoggedFailures implements Failures {

    private final Map<Position, List<String>> errorClasses;
    private final Map<Position, Integer> tries = new HashMap<>();

    LoggedFailures(Map<Position, List<String>> errorClasses) {
        this.errorClasses = Map.copyOf(errorClasses);
    }

    @Override
    public Attempt attempt(RecordedEvent event, Supplier<FoldOutcome> fold) {
        List<String> told = errorClasses.getOrDefault(event.position(), List.of());
        // Only what failed once is tried again: nothing has to be remembered of the other events.
        int earlier = told.isEmpty() ? 0 : tries.merge(event.position(), 1, Integer::sum) - 1;
        return earlier < told.size() ? new Attempt.Failed(told.get(earlier)) : new Attempt.Done(folded(event, fold));
    }

    private static FoldOutcome folded(RecordedEvent event, Supplier<FoldOutcome> fold) {
        try {
            return fold.get();
        } catch (RuntimeException failure) {
            throw new UnexpectedFailureException(event.position(), failure);
        }
    }
}
