package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Applied;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.SessionEvent.SessionQuarantined;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a quarantine says of itself: in the row, and in the log (INV-47). */
final class QuarantineRecords {

    /** Half a hash: nobody finds two failures with one. */
    private static final int ID_BYTES = 16;

    /** Who writes SessionQuarantined, as its producerId. */
    static final String PRODUCER_ID = "sessionfold-quarantine";

    private static final long MICROS_PER_MILLI = 1_000;

    private QuarantineRecords() {}

    /**
     * Sets a session apart, and says so: in the row, if there is one that does not say it yet, and in the log.
     *
     * @param poison the event on which the fold failed
     * @param tried the event in whose step it was tried: itself, or a release
     */
    static Session setApart(
            Session base, Quarantine quarantine, RecordedEvent poison, RecordedEvent tried, List<Output> outputs) {
        Envelope envelope = envelope(poison, tried.position(), quarantine.sinceMs());
        SessionQuarantined told = new SessionQuarantined(poison.position(), quarantine.errorClass());
        Session after = base.timed(watched(base, quarantine.sinceMs())).quarantined(quarantine);
        if (after.exists() && !base.isQuarantined()) {
            after = after.changed(new LastChange(
                    envelope.eventId(), told.type(), quarantine.errorClass(), null, quarantine.sinceMs()));
            outputs.add(new Output.RowChanged(PublicRow.of(after).orElseThrow()));
        }
        outputs.add(new Output.SessionSetApart(envelope, told));
        return after;
    }

    /** What was written comes back from the log: it confirms what the state knows, and changes nothing. */
    static FoldOutcome confirm(Session base, RetryGuards guards, RecordedEvent event, SessionQuarantined told) {
        Fences.Objection objection = objection(base, event);
        Quarantine quarantine = base.quarantine();
        if (objection == null && (quarantine == null || !quarantine.position().equals(told.position()))) {
            objection = new Fences.Objection(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected session '%s' to be quarantined at %s, but it is %s"
                            .formatted(
                                    base.key(),
                                    told.position(),
                                    quarantine == null ? "not" : "at " + quarantine.position()));
        }
        return objection == null ? confirmed(base, guards, event) : refused(base, guards, event, objection);
    }

    /** What speaks against an event of the quarantine before it is looked at; null if nothing does. */
    static Fences.@Nullable Objection objection(Session base, RecordedEvent event) {
        Fences.Objection seen = base.fences().objection(event.envelope());
        if (seen != null) {
            return seen;
        }
        if (!base.exists() && !base.isQuarantined()) {
            return new Fences.Objection(
                    RejectionReason.UNKNOWN_SESSION,
                    "Expected session '%s' to exist for %s, but it %s"
                            .formatted(
                                    base.key(), event.payload().type(), base.isDeleted() ? "was deleted" : "does not"));
        }
        Optional<String> violation = Limits.violatedBy(event.envelope(), event.payload());
        return violation
                .map(sentence -> new Fences.Objection(RejectionReason.LIMIT_EXCEEDED, sentence))
                .orElse(null);
    }

    /** Refuses an event of the quarantine: marks, digest and position move, and nothing else. */
    static FoldOutcome refused(Session base, RetryGuards guards, RecordedEvent event, Fences.Objection objection) {
        Envelope envelope = event.envelope();
        boolean duplicate = objection.reason() == RejectionReason.DUPLICATE;
        Fences fences = duplicate
                ? base.fences().again(envelope)
                : base.fences().with(envelope, objection.reason().code());
        Session at = base.marked(fences, base.progress().after(event));
        return new FoldOutcome(
                at.timed(watched(at, at.progress().recordTimeMs())),
                guards,
                List.of(Rejections.of(event, objection, base.fences().decisionOn(envelope))),
                List.of(new Refused(envelope.eventId(), objection.reason())),
                base.fences().standing(envelope) == Fences.Standing.GAP ? 1 : 0);
    }

    private static FoldOutcome confirmed(Session base, RetryGuards guards, RecordedEvent event) {
        Session after = base.marked(
                base.fences().with(event.envelope(), Applied.CODE),
                base.progress().after(event));
        return new FoldOutcome(
                after, guards, List.of(), List.of(new Applied(event.envelope().eventId())), 0);
    }

    /** A row that nobody created does not stay, once its timers run. */
    static Timers watched(Session base, long nowMs) {
        return base.exists() || base.isDeleted() ? base.timers() : CreationFold.provisional(base.timers(), nowMs);
    }

    /** The id of what the log says of a failure: the same failure in the same step has the same id wherever it is written. */
    static String eventId(RecordedEvent poison, Position triedAt) {
        String name = poison.envelope().key() + "|" + poison.position() + "|" + triedAt;
        byte[] hash = HistoryDigest.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
        return LoggedFailures.ID_PREFIX + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    private static Envelope envelope(RecordedEvent poison, Position triedAt, long nowMs) {
        Envelope of = poison.envelope();
        return new Envelope(
                eventId(poison, triedAt),
                of.key(),
                null,
                PRODUCER_ID,
                null,
                null,
                nowMs * MICROS_PER_MILLI,
                Limits.isId(of.eventId()) ? of.eventId() : null,
                EventSource.RECOVERY,
                null);
    }
}
