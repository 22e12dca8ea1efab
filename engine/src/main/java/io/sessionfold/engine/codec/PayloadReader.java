package io.sessionfold.engine.codec;

import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.DesiredStateRequested;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.ProviderRecovered;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.contract.RecoveryAbandoned;
import io.sessionfold.contract.RouteAssigned;
import io.sessionfold.contract.RouteRevoked;
import io.sessionfold.contract.RunAbortRequested;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunErrored;
import io.sessionfold.contract.RunInterrupted;
import io.sessionfold.contract.RunProgressed;
import io.sessionfold.contract.RunRecovered;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionQuarantined;
import io.sessionfold.contract.SessionReset;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.contract.TerminalReplyCommitted;
import io.sessionfold.engine.session.ActivityKind;
import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.DesiredState;
import io.sessionfold.engine.session.Liveness;
import io.sessionfold.engine.session.MemberPolicy;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.RouteLoss;
import io.sessionfold.engine.session.RunOwner;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SettleResult;
import io.sessionfold.engine.session.StopReason;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Payloads of the contract to events of the domain; total over the union. */
final class PayloadReader {

    private static final Map<Class<?>, Function<Object, SessionEvent>> BY_TYPE = Map.ofEntries(
            of(SessionCreated.class, PayloadReader::sessionCreated),
            of(DesiredStateRequested.class, PayloadReader::desiredStateRequested),
            of(PhaseReported.class, PayloadReader::phaseReported),
            of(ActivityObserved.class, PayloadReader::activityObserved),
            of(SessionReset.class, PayloadReader::sessionReset),
            of(SessionUpdated.class, PayloadReader::sessionUpdated),
            of(SessionDeleted.class, PayloadReader::sessionDeleted),
            of(RouteAssigned.class, PayloadReader::routeAssigned),
            of(RouteRevoked.class, PayloadReader::routeRevoked),
            of(RunAccepted.class, PayloadReader::runAccepted),
            of(RunStarted.class, PayloadReader::runStarted),
            of(RunProgressed.class, PayloadReader::runProgressed),
            of(RunEnded.class, PayloadReader::runEnded),
            of(RunErrored.class, PayloadReader::runErrored),
            of(RunAbortRequested.class, PayloadReader::runAbortRequested),
            of(RunSettled.class, PayloadReader::runSettled),
            of(TerminalReplyCommitted.class, PayloadReader::terminalReplyCommitted),
            of(ProviderFailed.class, PayloadReader::providerFailed),
            of(ProviderRecovered.class, PayloadReader::providerRecovered),
            of(RunInterrupted.class, PayloadReader::runInterrupted),
            of(RunRecovered.class, PayloadReader::runRecovered),
            of(RecoveryAbandoned.class, PayloadReader::recoveryAbandoned),
            of(DeadlineLapsed.class, PayloadReader::deadlineLapsed),
            of(SessionQuarantined.class, PayloadReader::sessionQuarantined),
            of(QuarantineReleased.class, PayloadReader::quarantineReleased),
            of(FoldVersionBegun.class, PayloadReader::foldVersionBegun));

    private PayloadReader() {}

    /** The event behind a payload of the contract. */
    static SessionEvent read(Object payload) {
        Function<Object, SessionEvent> reader = BY_TYPE.get(payload.getClass());
        if (reader == null) {
            throw new IllegalStateException("Expected a payload of the contract, but it was "
                    + payload.getClass().getName());
        }
        return reader.apply(payload);
    }

    private static <P> Map.Entry<Class<?>, Function<Object, SessionEvent>> of(
            Class<P> type, Function<P, SessionEvent> reader) {
        return Map.entry(type, payload -> reader.apply(type.cast(payload)));
    }

    private static SessionEvent sessionCreated(SessionCreated event) {
        return new SessionEvent.SessionCreated(
                event.getSessionId(),
                event.getOwnerUserId(),
                event.getCreatedByUserId(),
                event.getCredentialId(),
                event.getAgentId(),
                event.getName(),
                event.getKind(),
                event.getPlatform(),
                event.getApplicationId(),
                Parts.resources(event.getResources()),
                List.copyOf(event.getMemberIds()),
                Symbols.read(Concurrency.class, event.getConcurrency()),
                Symbols.read(MemberPolicy.class, event.getMemberPolicy()),
                event.getParentSessionKey(),
                Parts.sortedOrEmpty(event.getTags()),
                Parts.policy(event.getPolicy()));
    }

    private static SessionEvent desiredStateRequested(DesiredStateRequested event) {
        return new SessionEvent.DesiredStateRequested(
                Symbols.read(DesiredState.class, event.getDesired()),
                event.getForce(),
                event.getRequesterUserId(),
                event.getNewSessionId(),
                event.getReason());
    }

    private static SessionEvent phaseReported(PhaseReported event) {
        return new SessionEvent.PhaseReported(
                Symbols.read(Phase.class, event.getPhase()),
                event.getReason(),
                event.getMessage(),
                event.getUrl(),
                event.getPodName(),
                event.getMemberId(),
                event.getObservedGeneration(),
                event.getExitCode(),
                Parts.set(event.getCleared()));
    }

    private static SessionEvent activityObserved(ActivityObserved event) {
        return new SessionEvent.ActivityObserved(
                Symbols.read(ActivityKind.class, event.getActivity()), event.getConnectionId());
    }

    private static SessionEvent sessionReset(SessionReset event) {
        return new SessionEvent.SessionReset(event.getNewSessionId(), event.getReason());
    }

    private static SessionEvent sessionUpdated(SessionUpdated event) {
        return new SessionEvent.SessionUpdated(
                event.getName(), Parts.sorted(event.getTags()), event.getArchived(), Parts.set(event.getCleared()));
    }

    private static SessionEvent sessionDeleted(SessionDeleted event) {
        return new SessionEvent.SessionDeleted(event.getReason());
    }

    private static SessionEvent routeAssigned(RouteAssigned event) {
        return new SessionEvent.RouteAssigned(event.getRouteVersion(), event.getBaseUrl(), event.getCredentialRef());
    }

    private static SessionEvent routeRevoked(RouteRevoked event) {
        return new SessionEvent.RouteRevoked(event.getRouteVersion(), Symbols.read(RouteLoss.class, event.getReason()));
    }

    private static SessionEvent runAccepted(RunAccepted event) {
        return new SessionEvent.RunAccepted(
                event.getRunId(),
                event.getIdempotencyKey(),
                event.getRequestFingerprint(),
                List.copyOf(event.getMessageIds()),
                event.getKind(),
                event.getVisible(),
                new RunOwner(event.getOwnerUserId(), event.getOwnerConnectionId(), event.getOwnerDeviceId()),
                event.getDeploymentId(),
                event.getWorkerId(),
                event.getDeadlineMs(),
                event.getExpiresInMs());
    }

    private static SessionEvent runStarted(RunStarted event) {
        return new SessionEvent.RunStarted(event.getRunId(), event.getWorkerId(), Times.millis(event.getStartedAt()));
    }

    private static SessionEvent runProgressed(RunProgressed event) {
        return new SessionEvent.RunProgressed(event.getRunId(), Symbols.read(Liveness.class, event.getLiveness()));
    }

    private static SessionEvent runEnded(RunEnded event) {
        return new SessionEvent.RunEnded(
                event.getRunId(),
                Times.millis(event.getStartedAt()),
                Times.millis(event.getEndedAt()),
                event.getStopReason(),
                event.getLivenessState(),
                event.getAborted(),
                event.getYielded(),
                event.getExecutionStarted(),
                event.getReplyRef());
    }

    private static SessionEvent runErrored(RunErrored event) {
        return new SessionEvent.RunErrored(
                event.getRunId(),
                event.getErrorCode(),
                event.getError(),
                event.getTimeout(),
                event.getTimeoutPhase(),
                event.getProviderStarted(),
                event.getExecutionStarted(),
                event.getFinal$(),
                Times.millis(event.getEndedAt()));
    }

    private static SessionEvent runAbortRequested(RunAbortRequested event) {
        return new SessionEvent.RunAbortRequested(
                event.getRunId(),
                Parts.requester(event.getRequester()),
                Symbols.read(StopReason.class, event.getStopReason()));
    }

    private static SessionEvent runSettled(RunSettled event) {
        return new SessionEvent.RunSettled(
                event.getRunId(), Symbols.read(SettleResult.class, event.getResult()), event.getSummary());
    }

    private static SessionEvent terminalReplyCommitted(TerminalReplyCommitted event) {
        return new SessionEvent.TerminalReplyCommitted(
                event.getRunId(), List.copyOf(event.getMessageIds()), event.getReplyRef());
    }

    private static SessionEvent providerFailed(ProviderFailed event) {
        return new SessionEvent.ProviderFailed(event.getRunId(), event.getCode(), event.getReason());
    }

    private static SessionEvent providerRecovered(ProviderRecovered event) {
        return new SessionEvent.ProviderRecovered(event.getRunId(), event.getCode(), event.getReason());
    }

    private static SessionEvent runInterrupted(RunInterrupted event) {
        return new SessionEvent.RunInterrupted(event.getRunId(), event.getRecoverable(), event.getReason());
    }

    private static SessionEvent runRecovered(RunRecovered event) {
        return new SessionEvent.RunRecovered(event.getRunId(), event.getNewRunId(), event.getAttempt());
    }

    private static SessionEvent recoveryAbandoned(RecoveryAbandoned event) {
        return new SessionEvent.RecoveryAbandoned(event.getRunId(), event.getReason());
    }

    private static SessionEvent deadlineLapsed(DeadlineLapsed event) {
        return new SessionEvent.DeadlineLapsed(
                Symbols.read(DeadlineKind.class, event.getKind()),
                event.getSubjectId(),
                event.getDeadlineAt().toEpochMilli(),
                event.getGeneration());
    }

    private static SessionEvent sessionQuarantined(SessionQuarantined event) {
        return new SessionEvent.SessionQuarantined(Parts.position(event.getPosition()), event.getErrorClass());
    }

    private static SessionEvent quarantineReleased(QuarantineReleased event) {
        return new SessionEvent.QuarantineReleased(
                Parts.position(event.getUpToPosition()),
                event.getSkipped().stream().map(Parts::position).toList());
    }

    private static SessionEvent foldVersionBegun(FoldVersionBegun event) {
        return new SessionEvent.FoldVersionBegun(event.getVersion());
    }
}
