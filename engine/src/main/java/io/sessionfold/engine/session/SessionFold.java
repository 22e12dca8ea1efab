package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fold: one step takes a session's state and the next event of its key to the state after it and to what goes out.
 *
 * <p>Laws. It is a pure function of state, guards, event, record time and {@link #version()} (INV-44). A terminal event
 * takes its run out of the active runs in the same step that publishes the row (INV-1). Every decided event moves marks,
 * digest and position, and a refused one nothing else (INV-21). A change of the public row is one version and one record
 * (INV-3).
 */
public final class SessionFold implements Fold {

    private final int version;

    SessionFold(int version) {
        this.version = version;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public FoldOutcome evolve(@Nullable Session before, RetryGuards guards, RecordedEvent event) {
        Session base = before == null ? Session.unknown(event.envelope().key()) : before;
        int gaps = base.fences().standing(event.envelope()) == Fences.Standing.GAP ? 1 : 0;
        Step step = new Step(version, base, guards, event);
        Decision decision = checked(step, admitted(step));
        Progress progress = base.progress().after(event);
        Folded first = close(step, decision, progress);
        if (before == null && event.payload() instanceof SessionEvent.DeadlineLapsed) {
            // A lapse that arrives once more when its row has gone may not make a row that lapses in its turn.
            return new FoldOutcome(null, guards, first.outputs(), first.decisions(), gaps);
        }
        if (step.dropped && !(decision instanceof Refused)) {
            return refuseHeld(step, first, gaps);
        }
        boolean created = !base.exists() && first.session().exists();
        return created ? releaseHeld(base.held(), first, gaps) : first.toOutcome(gaps);
    }

    /** Asks the fences first: whether this event was seen before, or is older than what was (INV-21, INV-25). */
    private static Decision admitted(Step step) {
        Fences.Objection objection = step.before.fences().objection(step.event.envelope());
        return objection == null
                ? step.event.payload().accept(new EventFold(step))
                : step.refused(objection.reason(), objection.sentence());
    }

    /** An event that would be taken is held against the limits before anything of it is kept. */
    private static Decision checked(Step step, Decision decision) {
        if (decision instanceof Refused) {
            return decision;
        }
        return Limits.violatedBy(step.event.envelope(), step.event.payload())
                .map(violation -> step.refused(RejectionReason.LIMIT_EXCEEDED, violation))
                .orElse(decision);
    }

    /** Ends a step: the state with its marks moved, and the row published if it changed. */
    private static Folded close(Step step, Decision decision, Progress progress) {
        Session base = step.before;
        if (decision instanceof Refused refused) {
            return refuse(step, refused, progress);
        }
        Fences fences = base.fences().with(step.event.envelope(), decision.code());
        if (step.deleting) {
            return bury(step, decision, fences, progress);
        }
        if (step.identity != null) {
            RunQueue.advance(step);
            ActivityFold.watchIdle(step);
        } else if (!base.isDeleted()) {
            step.timers = CreationFold.provisional(step.timers, step.nowMs);
        }
        Session after = step.toSession(fences, base.stateVersion(), base.lastChange(), progress);
        if (after.exists() && (!base.exists() || !RowBody.of(base).equals(RowBody.of(after)))) {
            after = step.toSession(fences, step.nextVersion(), step.change(), progress);
            step.outputs.add(new Output.RowChanged(PublicRow.of(after).orElseThrow()));
        }
        return folded(step, after, step.guards, decision);
    }

    /** A deletion is told once, by a last row and its tombstone; what may never go back stays as a gravestone. */
    private static Folded bury(Step step, Decision decision, Fences fences, Progress progress) {
        Session last = step.toSession(fences, step.nextVersion(), step.change(), progress);
        step.outputs.add(new Output.RowChanged(PublicRow.deleted(last)));
        step.outputs.add(new Output.RowRemoved(last.key()));
        DeletionFold.bury(step);
        return folded(step, step.toSession(fences, last.stateVersion(), null, progress), RetryGuards.NONE, decision);
    }

    private static Folded folded(Step step, Session after, RetryGuards guards, Decision decision) {
        step.outputs.sort(Comparator.comparingInt(Output::rank));
        return new Folded(after, guards, List.copyOf(step.outputs), List.of(decision));
    }

    private static Folded refuse(Step step, Refused refused, Progress progress) {
        Session base = step.before;
        boolean duplicate = refused.reason() == RejectionReason.DUPLICATE;
        Fences fences = duplicate
                ? base.fences().again(step.event.envelope())
                : base.fences().with(step.event.envelope(), refused.code());
        Step untouched = new Step(step.version, base, step.guardsBefore, step.event);
        if (!base.exists() && !base.isDeleted()) {
            untouched.timers = CreationFold.provisional(base.timers(), step.nowMs);
        }
        Session after = untouched.toSession(fences, base.stateVersion(), base.lastChange(), progress);
        return new Folded(after, step.guardsBefore, List.of(Rejections.of(step, refused)), List.of(refused));
    }

    /** The creation publishes first; then each report that waited is folded in order, with its own version (INV-26). */
    private FoldOutcome releaseHeld(List<HeldEvent> held, Folded created, int gaps) {
        Folded folded = created;
        for (HeldEvent event : held) {
            Step step = new Step(version, folded.session(), folded.guards(), event.asRecorded());
            Decision decision = step.event.payload().accept(new EventFold(step));
            folded = folded.then(close(step, decision, folded.session().progress()));
        }
        return folded.toOutcome(gaps);
    }

    /** Nobody created the session in time: what waited is refused one by one, and the row goes. */
    private static FoldOutcome refuseHeld(Step step, Folded lapsed, int gaps) {
        List<Output> outputs = new ArrayList<>(lapsed.outputs());
        List<Decision> decisions = new ArrayList<>(lapsed.decisions());
        for (HeldEvent event : step.before.held()) {
            Step held = new Step(step.version, step.before, step.guards, event.asRecorded());
            Decision decision = held.refused(
                    RejectionReason.UNKNOWN_SESSION,
                    "Expected session '%s' to be created within %s ms of its first report, but it was not"
                            .formatted(step.before.key(), SessionPolicy.PROVISIONAL_MS));
            outputs.add(Rejections.of(held, (Refused) decision));
            decisions.add(decision);
        }
        return new FoldOutcome(null, RetryGuards.NONE, List.copyOf(outputs), List.copyOf(decisions), gaps);
    }

    /** A step that is closed; steps of one event follow each other. */
    private record Folded(Session session, RetryGuards guards, List<Output> outputs, List<Decision> decisions) {

        Folded then(Folded next) {
            List<Output> allOutputs = new ArrayList<>(outputs);
            allOutputs.addAll(next.outputs);
            List<Decision> allDecisions = new ArrayList<>(decisions);
            allDecisions.addAll(next.decisions);
            return new Folded(next.session, next.guards, List.copyOf(allOutputs), List.copyOf(allDecisions));
        }

        FoldOutcome toOutcome(int gaps) {
            return new FoldOutcome(session, guards, outputs, decisions, gaps);
        }
    }
}
