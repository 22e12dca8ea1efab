package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Failures.Attempt;
import io.sessionfold.engine.session.guard.RetryGuards;
import org.jspecify.annotations.Nullable;

/** Tries events with the fold that is in force; what was decided before needs none that works. */
record Tries(Fold fold, Failures failures) {

    /**
     * Tries an event: done, or failed.
     *
     * @param triedAt in whose step: the event's own, or a release's
     */
    Attempt of(@Nullable Session before, RetryGuards guards, RecordedEvent event, Position triedAt) {
        Attempt attempt = failures.attempt(event, triedAt, () -> fold.evolve(before, guards, event));
        if (attempt instanceof Attempt.Done) {
            return attempt;
        }
        Fences fences = before == null ? Fences.NONE : before.fences();
        Fences.Objection objection = fences.objection(event.envelope());
        if (before != null && objection != null && objection.reason() == RejectionReason.DUPLICATE) {
            // A poison that was left out, and is delivered again, does not set its session apart once more.
            return new Attempt.Done(QuarantineRecords.refused(before, guards, event, objection));
        }
        if (attempt instanceof Attempt.Unexpected unexpected) {
            throw new UnexpectedFailureException(event.position(), unexpected.failure());
        }
        return attempt;
    }
}
