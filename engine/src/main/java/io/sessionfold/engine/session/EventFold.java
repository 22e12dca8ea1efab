package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.ActivityObserved;
import io.sessionfold.engine.session.SessionEvent.DeadlineLapsed;
import io.sessionfold.engine.session.SessionEvent.DesiredStateRequested;
import io.sessionfold.engine.session.SessionEvent.FoldVersionBegun;
import io.sessionfold.engine.session.SessionEvent.PhaseReported;
import io.sessionfold.engine.session.SessionEvent.ProviderFailed;
import io.sessionfold.engine.session.SessionEvent.ProviderRecovered;
import io.sessionfold.engine.session.SessionEvent.QuarantineReleased;
import io.sessionfold.engine.session.SessionEvent.RecoveryAbandoned;
import io.sessionfold.engine.session.SessionEvent.RouteAssigned;
import io.sessionfold.engine.session.SessionEvent.RouteRevoked;
import io.sessionfold.engine.session.SessionEvent.RunAbortRequested;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import io.sessionfold.engine.session.SessionEvent.RunEnded;
import io.sessionfold.engine.session.SessionEvent.RunErrored;
import io.sessionfold.engine.session.SessionEvent.RunInterrupted;
import io.sessionfold.engine.session.SessionEvent.RunProgressed;
import io.sessionfold.engine.session.SessionEvent.RunRecovered;
import io.sessionfold.engine.session.SessionEvent.RunSettled;
import io.sessionfold.engine.session.SessionEvent.RunStarted;
import io.sessionfold.engine.session.SessionEvent.SessionCreated;
import io.sessionfold.engine.session.SessionEvent.SessionDeleted;
import io.sessionfold.engine.session.SessionEvent.SessionQuarantined;
import io.sessionfold.engine.session.SessionEvent.SessionReset;
import io.sessionfold.engine.session.SessionEvent.SessionUpdated;
import io.sessionfold.engine.session.SessionEvent.TerminalReplyCommitted;
import io.sessionfold.engine.session.SessionEvent.Unrecognised;
import java.util.function.BiFunction;

/**
 * Leads each event to the part of the fold that knows it. What needs a session is refused without one; what means another
 * incarnation is refused before it is looked at (INV-22, INV-26).
 */
final class EventFold implements SessionEventVisitor<Decision> {

    private final Step step;

    EventFold(Step step) {
        this.step = step;
    }

    @Override
    public Decision sessionCreated(SessionCreated event) {
        return CreationFold.created(step, event);
    }

    @Override
    public Decision desiredStateRequested(DesiredStateRequested event) {
        return on(event, DesiredStateFold::requested);
    }

    @Override
    public Decision phaseReported(PhaseReported event) {
        return report(event, PhaseFold::reported);
    }

    @Override
    public Decision activityObserved(ActivityObserved event) {
        return report(event, ActivityFold::observed);
    }

    @Override
    public Decision sessionReset(SessionReset event) {
        // Looked at before the incarnation that the producer means: ALREADY_EXISTS comes first.
        boolean isCurrent = step.before.exists()
                && event.newSessionId().equals(step.identity().sessionId());
        return isCurrent ? IncarnationFold.isCurrent(step, event.newSessionId()) : on(event, IncarnationFold::reset);
    }

    @Override
    public Decision sessionUpdated(SessionUpdated event) {
        return on(event, MetadataFold::updated);
    }

    @Override
    public Decision sessionDeleted(SessionDeleted event) {
        return on(event, DeletionFold::deleted);
    }

    @Override
    public Decision routeAssigned(RouteAssigned event) {
        return report(event, RouteFold::assigned);
    }

    @Override
    public Decision routeRevoked(RouteRevoked event) {
        return on(event, RouteFold::revoked);
    }

    @Override
    public Decision runAccepted(RunAccepted event) {
        return on(event, AdmissionFold::accept);
    }

    @Override
    public Decision runStarted(RunStarted event) {
        return on(event, RunFold::started);
    }

    @Override
    public Decision runProgressed(RunProgressed event) {
        return on(event, RunFold::progressed);
    }

    @Override
    public Decision runEnded(RunEnded event) {
        return on(event, RunFold::ended);
    }

    @Override
    public Decision runErrored(RunErrored event) {
        return on(event, RunFold::errored);
    }

    @Override
    public Decision runAbortRequested(RunAbortRequested event) {
        return on(event, AbortFold::abort);
    }

    @Override
    public Decision runSettled(RunSettled event) {
        return on(event, RunFold::settled);
    }

    @Override
    public Decision terminalReplyCommitted(TerminalReplyCommitted event) {
        return on(event, ReplyFold::committed);
    }

    @Override
    public Decision providerFailed(ProviderFailed event) {
        return on(event, ProviderFold::failed);
    }

    @Override
    public Decision providerRecovered(ProviderRecovered event) {
        return on(event, ProviderFold::recovered);
    }

    @Override
    public Decision runInterrupted(RunInterrupted event) {
        return on(event, RecoveryFold::interrupted);
    }

    @Override
    public Decision runRecovered(RunRecovered event) {
        return on(event, RecoveryFold::recovered);
    }

    @Override
    public Decision recoveryAbandoned(RecoveryAbandoned event) {
        return on(event, RecoveryFold::abandoned);
    }

    @Override
    public Decision deadlineLapsed(DeadlineLapsed event) {
        // What waits without a session has deadlines too: a provisional row, and a gravestone.
        boolean isHeld = step.before.exists()
                || step.timers.find(event.kind(), event.subjectId()).isPresent();
        return isHeld ? DeadlineFold.lapsed(step, event) : unknown(event);
    }

    @Override
    public Decision sessionQuarantined(SessionQuarantined event) {
        return on(event, EventFold::unsupported);
    }

    @Override
    public Decision quarantineReleased(QuarantineReleased event) {
        return on(event, EventFold::unsupported);
    }

    @Override
    public Decision foldVersionBegun(FoldVersionBegun event) {
        return on(event, VersionFold::ofASession);
    }

    @Override
    public Decision unrecognised(Unrecognised event) {
        return on(event, EventFold::unsupported);
    }

    /** A report may overtake the creation of its session, but not outlive the session. */
    private <E extends SessionEvent> Decision report(E event, BiFunction<Step, E, Decision> fold) {
        boolean isEarly = !step.before.exists() && !step.before.isDeleted();
        return isEarly ? CreationFold.hold(step) : on(event, fold);
    }

    private <E extends SessionEvent> Decision on(E event, BiFunction<Step, E, Decision> fold) {
        if (!step.before.exists()) {
            return unknown(event);
        }
        String sessionId = step.event.envelope().sessionId();
        if (sessionId != null && !sessionId.equals(step.identity().sessionId())) {
            return step.refused(
                    RejectionReason.STALE_INCARNATION,
                    "Expected incarnation '%s' of session '%s', but the event means '%s'"
                            .formatted(step.identity().sessionId(), step.before.key(), sessionId));
        }
        return fold.apply(step, event);
    }

    private Decision unknown(SessionEvent event) {
        return step.refused(
                RejectionReason.UNKNOWN_SESSION,
                "Expected session '%s' to exist for %s, but it %s"
                        .formatted(
                                step.before.key(), event.type(), step.before.isDeleted() ? "was deleted" : "does not"));
    }

    private static Decision unsupported(Step step, SessionEvent event) {
        return step.refused(
                RejectionReason.UNSUPPORTED,
                "Expected an event that fold version %s knows, but it was %s".formatted(step.version, event.type()));
    }
}
