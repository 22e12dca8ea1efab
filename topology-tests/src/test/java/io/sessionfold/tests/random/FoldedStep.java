package io.sessionfold.tests.random;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Fold;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.List;
import java.util.Objects;

/** One step of a fold, from both sides. */
record FoldedStep(Fold fold, Session before, RetryGuards guards, RecordedEvent event, FoldOutcome outcome) {

    /** Whether the row went. */
    boolean dropped() {
        return outcome.session() == null;
    }

    /** The state after it, of a row that stays. */
    Session after() {
        return Objects.requireNonNull(outcome.session(), "session");
    }

    /** What was decided of the event itself. */
    Decision decision() {
        return outcome.decisions().get(0);
    }

    /** Whether it decided one event alone: a creation that releases held reports is several steps in one. */
    boolean isOneDecision() {
        return outcome.decisions().size() == 1;
    }

    /** Whether there is a session on both sides. */
    boolean existsBoth() {
        return before.exists() && !dropped() && after().exists();
    }

    /** Whether it is the same incarnation on both sides. */
    boolean isWithinIncarnation() {
        return existsBoth()
                && Objects.requireNonNull(before.identity())
                        .sessionId()
                        .equals(Objects.requireNonNull(after().identity()).sessionId());
    }

    Lifecycle lifecycleBefore() {
        return Objects.requireNonNull(before.lifecycle(), "lifecycle");
    }

    Lifecycle lifecycleAfter() {
        return Objects.requireNonNull(after().lifecycle(), "lifecycle");
    }

    boolean isRefused() {
        return decision() instanceof Decision.Refused;
    }

    <T extends Output> List<T> outputs(Class<T> type) {
        return outcome.outputs().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public String toString() {
        return event.payload() + " of " + event.envelope().key() + " at " + event.position() + ", recorded at "
                + event.recordTimeMs() + ", decided " + outcome.decisions() + "\n  before " + before + "\n  after  "
                + outcome.session();
    }
}
