package io.sessionfold.engine.session;

/** One method per payload of the vocabulary: whoever implements it has thought of every event. */
public interface SessionEventVisitor<R> {

    R sessionCreated(SessionEvent.SessionCreated event);

    R desiredStateRequested(SessionEvent.DesiredStateRequested event);

    R phaseReported(SessionEvent.PhaseReported event);

    R activityObserved(SessionEvent.ActivityObserved event);

    R sessionReset(SessionEvent.SessionReset event);

    R sessionUpdated(SessionEvent.SessionUpdated event);

    R sessionDeleted(SessionEvent.SessionDeleted event);

    R routeAssigned(SessionEvent.RouteAssigned event);

    R routeRevoked(SessionEvent.RouteRevoked event);

    R runAccepted(SessionEvent.RunAccepted event);

    R runStarted(SessionEvent.RunStarted event);

    R runProgressed(SessionEvent.RunProgressed event);

    R runEnded(SessionEvent.RunEnded event);

    R runErrored(SessionEvent.RunErrored event);

    R runAbortRequested(SessionEvent.RunAbortRequested event);

    R runSettled(SessionEvent.RunSettled event);

    R terminalReplyCommitted(SessionEvent.TerminalReplyCommitted event);

    R providerFailed(SessionEvent.ProviderFailed event);

    R providerRecovered(SessionEvent.ProviderRecovered event);

    R runInterrupted(SessionEvent.RunInterrupted event);

    R runRecovered(SessionEvent.RunRecovered event);

    R recoveryAbandoned(SessionEvent.RecoveryAbandoned event);

    R deadlineLapsed(SessionEvent.DeadlineLapsed event);

    R sessionQuarantined(SessionEvent.SessionQuarantined event);

    R quarantineReleased(SessionEvent.QuarantineReleased event);

    R foldVersionBegun(SessionEvent.FoldVersionBegun event);

    R unrecognised(SessionEvent.Unrecognised event);
}
