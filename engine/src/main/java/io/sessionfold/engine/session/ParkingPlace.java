package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Parked;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a quarantined session wait. A parked event is not decided: it moves the position and the digest,
 * which say what reached the fold, and no mark.
 */
final class ParkingPlace {

    private ParkingPlace() {}

    /** Parks an event; refuses it if it was decided before, or if the place is full. */
    static FoldOutcome park(Session base, RetryGuards guards, RecordedEvent event) {
        String eventId = event.envelope().eventId();
        String earlier = base.fences().decisionOn(event.envelope());
        if (earlier != null) {
            // Decided before it could be parked: so what is remembered of a parked event is always younger than it. The
            // producer's marks stay: they would make stale what is parked.
            return refused(
                    base, guards, event, Objects.requireNonNull(base.fences().objection(event.envelope())), earlier);
        }
        Quarantine quarantine = Objects.requireNonNull(base.quarantine(), "quarantine");
        if (!quarantine.hasRoomFor(event)) {
            Fences.Objection full = new Fences.Objection(
                    RejectionReason.QUARANTINED,
                    "Expected at most %s events or %s bytes to wait behind the quarantine of session '%s', but this is one more"
                            .formatted(Quarantine.PARKED_MAX, Quarantine.PARKED_BYTES_MAX, base.key()));
            Fences remembering = base.fences().remembering(eventId, RejectionReason.QUARANTINED.code());
            return refused(base.marked(remembering, base.progress()), guards, event, full, null);
        }
        Session after = base.at(base.progress().after(event)).quarantined(quarantine.plus(event));
        return new FoldOutcome(after, guards, List.of(), List.of(new Parked(eventId)), 0);
    }

    private static FoldOutcome refused(
            Session marked,
            RetryGuards guards,
            RecordedEvent event,
            Fences.Objection objection,
            @Nullable String firstDecision) {
        return new FoldOutcome(
                marked.at(marked.progress().after(event)),
                guards,
                List.of(Rejections.of(event, objection, firstDecision)),
                List.of(new Refused(event.envelope().eventId(), objection.reason())),
                0);
    }
}
