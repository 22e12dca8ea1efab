package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Parked;
import io.sessionfold.engine.session.Failures.Attempt;
import io.sessionfold.engine.session.SessionEvent.QuarantineReleased;
import io.sessionfold.engine.session.SessionEvent.SessionQuarantined;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The net around the fold (INV-47). An event on which the fold fails sets its session apart: the state stays as it was,
 * this event and those that follow are parked in order, and other sessions go on. A release folds what is parked in the
 * release's own step.
 *
 * <p>Pure, as the fold is; what it does not know is only whether a try fails, which {@link Failures} says. The same net
 * stands in the live engine, in a replay and in the tests. What belongs to the quarantine itself never reaches the fold:
 * a broken one could not be repaired by it.
 */
public final class QuarantiningFold {

    private final Failures failures;

    public QuarantiningFold(Failures failures) {
        this.failures = failures;
    }

    /**
     * Folds one event; {@link ParkedWriter#follow} says what becomes of the parked ones.
     *
     * @param fold the version that is in force
     * @param before the state of the event's key; null if there is none
     * @param guards the retry guards of the same key
     * @param parked is asked only when a quarantine is released
     */
    public FoldOutcome evolve(
            Fold fold, @Nullable Session before, RetryGuards guards, RecordedEvent event, ParkedReader parked) {
        Tries tries = new Tries(fold, failures);
        if (event.payload() instanceof QuarantineReleased released) {
            return new QuarantineRelease(tries, known(before, event), guards, event).fold(released, parked);
        }
        if (event.payload() instanceof SessionQuarantined told) {
            return QuarantineRecords.confirm(known(before, event), guards, event, told);
        }
        if (before != null && before.isQuarantined()) {
            return ParkingPlace.park(before, guards, event);
        }
        Attempt attempt = tries.of(before, guards, event, event.position());
        return attempt instanceof Attempt.Done done
                ? done.outcome()
                : setApart(known(before, event), guards, event, ((Attempt.Failed) attempt).errorClass());
    }

    private static FoldOutcome setApart(Session base, RetryGuards guards, RecordedEvent event, String errorClass) {
        Session at = base.at(base.progress().after(event));
        Quarantine quarantine =
                Quarantine.of(List.of(event), errorClass, at.progress().recordTimeMs());
        List<Output> outputs = new ArrayList<>();
        Session after = QuarantineRecords.setApart(at, quarantine, event, event, outputs);
        return new FoldOutcome(
                after,
                guards,
                List.copyOf(outputs),
                List.of(new Parked(event.envelope().eventId())),
                0);
    }

    private static Session known(@Nullable Session before, RecordedEvent event) {
        return before == null ? Session.unknown(event.envelope().key()) : before;
    }
}
