package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Applied;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.Failures.Attempt;
import io.sessionfold.engine.session.SessionEvent.QuarantineReleased;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The release of one quarantine: what is parked is folded in the release's own step, in order, each event with its own
 * decision, version and record (INV-47). The row says that it is quarantined until the last of them. Lives for one step.
 */
final class QuarantineRelease {

    private final Tries tries;
    private final Session base;
    private final RecordedEvent event;
    private final Progress progress;
    private final List<Output> outputs = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    private @Nullable Session session;
    private RetryGuards guards;
    private int gaps;

    QuarantineRelease(Tries tries, Session base, RetryGuards guards, RecordedEvent event) {
        this.tries = tries;
        this.base = base;
        this.event = event;
        this.progress = base.progress().after(event);
        this.guards = guards;
    }

    /** Releases up to a position, without the skipped ones. */
    FoldOutcome fold(QuarantineReleased release, ParkedReader parked) {
        Quarantine quarantine = base.quarantine();
        Fences.Objection objection = QuarantineRecords.objection(base, event);
        if (objection != null) {
            return QuarantineRecords.refused(base, guards, event, objection);
        }
        if (quarantine == null) {
            return QuarantineRecords.refused(
                    base, guards, event, illegal("to be quarantined before its release, but it is not"));
        }
        Deque<RecordedEvent> waiting = new ArrayDeque<>(parked.parked(base.key()));
        Fences.Objection unknown = unknownIn(release, waiting);
        if (unknown != null) {
            return QuarantineRecords.refused(base, guards, event, unknown);
        }
        Fences fences = base.fences().with(event.envelope(), Applied.CODE);
        // The timers rested; what was left of each counts on from here.
        session = base.marked(fences, progress).timed(base.timers().later(nowMs() - quarantine.sinceMs()));
        decisions.add(new Applied(event.envelope().eventId()));
        return foldInOrder(release, waiting, quarantine);
    }

    private FoldOutcome foldInOrder(QuarantineReleased release, Deque<RecordedEvent> waiting, Quarantine quarantine) {
        Set<Position> skipped = new HashSet<>(release.skipped());
        for (RecordedEvent next = waiting.peek();
                next != null
                        && next.position().offset() <= release.upToPosition().offset();
                next = waiting.peek()) {
            if (skipped.contains(next.position())) {
                skip(next);
            } else if (tried(next) instanceof Attempt.Failed failed) {
                Quarantine again = Quarantine.of(List.copyOf(waiting), failed.errorClass(), nowMs());
                session = QuarantineRecords.setApart(known(), again, next, event, outputs);
                return outcome();
            }
            waiting.remove();
        }
        settle(waiting.isEmpty() ? null : Quarantine.of(List.copyOf(waiting), quarantine.errorClass(), nowMs()));
        return outcome();
    }

    /** The position and the digest are the release's: the parked event moved them when it arrived. */
    private Attempt tried(RecordedEvent next) {
        Session before = session == null ? null : withoutRefusalOf(next, session);
        Attempt attempt = tries.of(before, guards, next, event.position());
        if (attempt instanceof Attempt.Done done) {
            FoldOutcome folded = done.outcome();
            Session after = folded.session();
            session = after == null ? null : after.at(progress);
            guards = folded.guards();
            gaps += folded.sequenceGaps();
            decisions.addAll(folded.decisions());
            folded.outputs().forEach(output -> outputs.add(here(output)));
        }
        return attempt;
    }

    /** A copy of a parked event that found the place full was refused; it may not make a duplicate of the one that waits. */
    private static Session withoutRefusalOf(RecordedEvent next, Session session) {
        String eventId = next.envelope().eventId();
        boolean refused =
                session.fences().recent().find(eventId).orElse(Applied.CODE) == RejectionReason.QUARANTINED.code();
        return refused ? session.marked(session.fences().forgetting(eventId), session.progress()) : session;
    }

    private Output here(Output output) {
        return output instanceof Output.RowChanged changed
                ? new Output.RowChanged(changed.row().at(progress))
                : output;
    }

    private void skip(RecordedEvent next) {
        Envelope envelope = next.envelope();
        Session before = known();
        boolean decided = before.fences().recent().find(envelope.eventId()).isPresent();
        Fences fences =
                decided ? before.fences().again(envelope) : before.fences().with(envelope, Decision.SKIPPED_CODE);
        session = before.marked(fences, progress);
        Fences.Objection objection = new Fences.Objection(
                RejectionReason.QUARANTINED,
                "Expected a parked event to be folded when its session is released, but release '%s' at %s skips it"
                        .formatted(event.envelope().eventId(), event.position()));
        outputs.add(Rejections.of(next, objection, null));
        decisions.add(new Refused(envelope.eventId(), objection.reason()));
    }

    /** The end of a quarantine is a change of the row, whatever became of what was parked. */
    private void settle(@Nullable Quarantine left) {
        if (session == null && left == null) {
            return;
        }
        Session last = known();
        Session after = last.timed(QuarantineRecords.watched(last, nowMs())).quarantined(left);
        if (last.exists() && last.isQuarantined() != after.isQuarantined()) {
            after = after.changed(
                    new LastChange(event.envelope().eventId(), event.payload().type(), null, null, nowMs()));
            outputs.add(new Output.RowChanged(PublicRow.of(after).orElseThrow()));
        }
        session = after;
    }

    private Fences.@Nullable Objection unknownIn(QuarantineReleased release, Deque<RecordedEvent> waiting) {
        Set<Position> known = new HashSet<>();
        waiting.forEach(parked -> known.add(parked.position()));
        for (Position skipped : release.skipped()) {
            if (!known.contains(skipped)
                    || skipped.offset() > release.upToPosition().offset()) {
                return illegal("to have the event at %s among the parked ones that are released, but it has not"
                        .formatted(skipped));
            }
        }
        RecordedEvent first = waiting.peek();
        return first != null
                        && first.position().offset() > release.upToPosition().offset()
                ? illegal("to have events parked up to %s, but its first one is at %s"
                        .formatted(release.upToPosition(), first.position()))
                : null;
    }

    private Fences.Objection illegal(String expectation) {
        return new Fences.Objection(
                RejectionReason.ILLEGAL_TRANSITION, "Expected session '%s' %s".formatted(base.key(), expectation));
    }

    private FoldOutcome outcome() {
        return new FoldOutcome(session, guards, List.copyOf(outputs), List.copyOf(decisions), gaps);
    }

    private Session known() {
        return session == null ? Session.unknown(base.key()).at(progress) : session;
    }

    private long nowMs() {
        return progress.recordTimeMs();
    }
}
