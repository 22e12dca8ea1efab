package io.sessionfold.engine.codec;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.DesiredStateRequested;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.Liveness;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.ProviderRecovered;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.contract.RecoveryAbandoned;
import io.sessionfold.contract.RouteAssigned;
import io.sessionfold.contract.RouteRevocationReason;
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
import io.sessionfold.contract.SettleResult;
import io.sessionfold.contract.TerminalReplyCommitted;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionEventVisitor;
import java.time.Instant;
import java.util.List;

/** Events of the domain to payloads of the contract; total over the sealed family. */
final class PayloadWriter implements SessionEventVisitor<Object> {

    @Override
    public Object sessionCreated(SessionEvent.SessionCreated event) {
        return new SessionCreated(
                event.sessionId(),
                event.ownerUserId(),
                event.createdByUserId(),
                event.credentialId(),
                event.agentId(),
                event.name(),
                event.kind(),
                event.platform(),
                event.applicationId(),
                Parts.resources(event.resources()),
                event.memberIds(),
                Symbols.write(Concurrency.class, event.concurrency()),
                Symbols.write(MemberPolicy.class, event.memberPolicy()),
                event.parentSessionKey(),
                event.tags(),
                Parts.policy(event.policy()));
    }

    @Override
    public Object desiredStateRequested(SessionEvent.DesiredStateRequested event) {
        return new DesiredStateRequested(
                Symbols.write(DesiredState.class, event.desired()),
                event.force(),
                event.requesterUserId(),
                event.newSessionId(),
                event.reason());
    }

    @Override
    public Object phaseReported(SessionEvent.PhaseReported event) {
        return new PhaseReported(
                Symbols.write(Phase.class, event.phase()),
                event.reason(),
                event.message(),
                event.url(),
                event.podName(),
                event.memberId(),
                event.observedGeneration(),
                event.exitCode(),
                List.copyOf(event.cleared()));
    }

    @Override
    public Object activityObserved(SessionEvent.ActivityObserved event) {
        return new ActivityObserved(Symbols.write(Activity.class, event.activity()), event.connectionId());
    }

    @Override
    public Object sessionReset(SessionEvent.SessionReset event) {
        return new SessionReset(event.newSessionId(), event.reason());
    }

    @Override
    public Object sessionUpdated(SessionEvent.SessionUpdated event) {
        return new SessionUpdated(event.name(), event.tags(), event.archived(), List.copyOf(event.cleared()));
    }

    @Override
    public Object sessionDeleted(SessionEvent.SessionDeleted event) {
        return new SessionDeleted(event.reason());
    }

    @Override
    public Object routeAssigned(SessionEvent.RouteAssigned event) {
        return new RouteAssigned(event.routeVersion(), event.baseUrl(), event.credentialRef());
    }

    @Override
    public Object routeRevoked(SessionEvent.RouteRevoked event) {
        return new RouteRevoked(event.routeVersion(), Symbols.write(RouteRevocationReason.class, event.reason()));
    }

    @Override
    public Object runAccepted(SessionEvent.RunAccepted event) {
        return new RunAccepted(
                event.runId(),
                event.idempotencyKey(),
                event.requestFingerprint(),
                event.messageIds(),
                event.kind(),
                event.visible(),
                event.owner().userId(),
                event.owner().connectionId(),
                event.owner().deviceId(),
                event.deploymentId(),
                event.workerId(),
                event.deadlineMs(),
                event.expiresInMs());
    }

    @Override
    public Object runStarted(SessionEvent.RunStarted event) {
        return new RunStarted(event.runId(), event.workerId(), Times.instant(event.startedAtMs()));
    }

    @Override
    public Object runProgressed(SessionEvent.RunProgressed event) {
        return new RunProgressed(event.runId(), Symbols.write(Liveness.class, event.liveness()));
    }

    @Override
    public Object runEnded(SessionEvent.RunEnded event) {
        return new RunEnded(
                event.runId(),
                Times.instant(event.startedAtMs()),
                Times.instant(event.endedAtMs()),
                event.stopReason(),
                event.livenessState(),
                event.aborted(),
                event.yielded(),
                event.executionStarted(),
                event.replyRef());
    }

    @Override
    public Object runErrored(SessionEvent.RunErrored event) {
        return new RunErrored(
                event.runId(),
                event.errorCode(),
                event.error(),
                event.timeout(),
                event.timeoutPhase(),
                event.providerStarted(),
                event.executionStarted(),
                event.isFinal(),
                Times.instant(event.endedAtMs()));
    }

    @Override
    public Object runAbortRequested(SessionEvent.RunAbortRequested event) {
        return new RunAbortRequested(
                event.runId(),
                Parts.requester(event.requester()),
                Symbols.write(AbortStopReason.class, event.stopReason()));
    }

    @Override
    public Object runSettled(SessionEvent.RunSettled event) {
        return new RunSettled(event.runId(), Symbols.write(SettleResult.class, event.result()), event.summary());
    }

    @Override
    public Object terminalReplyCommitted(SessionEvent.TerminalReplyCommitted event) {
        return new TerminalReplyCommitted(event.runId(), event.messageIds(), event.replyRef());
    }

    @Override
    public Object providerFailed(SessionEvent.ProviderFailed event) {
        return new ProviderFailed(event.runId(), event.code(), event.reason());
    }

    @Override
    public Object providerRecovered(SessionEvent.ProviderRecovered event) {
        return new ProviderRecovered(event.runId(), event.code(), event.reason());
    }

    @Override
    public Object runInterrupted(SessionEvent.RunInterrupted event) {
        return new RunInterrupted(event.runId(), event.recoverable(), event.reason());
    }

    @Override
    public Object runRecovered(SessionEvent.RunRecovered event) {
        return new RunRecovered(event.runId(), event.newRunId(), event.attempt());
    }

    @Override
    public Object recoveryAbandoned(SessionEvent.RecoveryAbandoned event) {
        return new RecoveryAbandoned(event.runId(), event.reason());
    }

    @Override
    public Object deadlineLapsed(SessionEvent.DeadlineLapsed event) {
        return new DeadlineLapsed(
                Symbols.write(DeadlineKind.class, event.kind()),
                event.subjectId(),
                Instant.ofEpochMilli(event.deadlineAtMs()),
                event.generation());
    }

    @Override
    public Object sessionQuarantined(SessionEvent.SessionQuarantined event) {
        return new SessionQuarantined(Parts.position(event.position()), event.errorClass());
    }

    @Override
    public Object quarantineReleased(SessionEvent.QuarantineReleased event) {
        return new QuarantineReleased(
                Parts.position(event.upToPosition()),
                event.skipped().stream().map(Parts::position).toList());
    }

    @Override
    public Object foldVersionBegun(SessionEvent.FoldVersionBegun event) {
        return new FoldVersionBegun(event.version());
    }

    @Override
    public Object unrecognised(SessionEvent.Unrecognised event) {
        throw new IllegalArgumentException(
                "Expected an event of this contract, but it was '" + event.payloadName() + "' of a newer one");
    }
}
