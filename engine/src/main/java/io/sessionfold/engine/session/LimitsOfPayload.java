package io.sessionfold.engine.session;

/** The limits of each payload's fields, and that what is found again by its name has one. What only names its run is covered by the run's id. */
final class LimitsOfPayload implements SessionEventVisitor<Limits.Check> {

    private final Limits.Check check;

    LimitsOfPayload(Limits.Check check) {
        this.check = check;
    }

    @Override
    public Limits.Check sessionCreated(SessionEvent.SessionCreated event) {
        check.key("sessionId", event.sessionId(), Limits.ID_BYTES_MAX);
        check.key("ownerUserId", event.ownerUserId(), Limits.ID_BYTES_MAX);
        check.id("createdByUserId", event.createdByUserId());
        check.id("credentialId", event.credentialId());
        check.id("agentId", event.agentId());
        check.name("name", event.name());
        check.id("kind", event.kind());
        check.id("platform", event.platform());
        check.id("applicationId", event.applicationId());
        if (event.resources() != null) {
            check.entries("resources.requests", event.resources().requests());
            check.entries("resources.limits", event.resources().limits());
        }
        check.ids("memberIds", event.memberIds(), Limits.MEMBERS_MAX);
        check.name("parentSessionKey", event.parentSessionKey());
        check.entries("tags", event.tags());
        return check;
    }

    @Override
    public Limits.Check desiredStateRequested(SessionEvent.DesiredStateRequested event) {
        check.id("requesterUserId", event.requesterUserId());
        check.key("newSessionId", event.newSessionId(), Limits.ID_BYTES_MAX);
        check.name("reason", event.reason());
        return check;
    }

    @Override
    public Limits.Check phaseReported(SessionEvent.PhaseReported event) {
        check.name("reason", event.reason());
        check.text("message", event.message());
        check.name("url", event.url());
        check.name("podName", event.podName());
        check.key("memberId", event.memberId(), Limits.ID_BYTES_MAX);
        check.names("cleared", event.cleared());
        return check;
    }

    @Override
    public Limits.Check activityObserved(SessionEvent.ActivityObserved event) {
        check.key("connectionId", event.connectionId(), Limits.ID_BYTES_MAX);
        return check;
    }

    @Override
    public Limits.Check sessionReset(SessionEvent.SessionReset event) {
        check.key("newSessionId", event.newSessionId(), Limits.ID_BYTES_MAX);
        check.name("reason", event.reason());
        return check;
    }

    @Override
    public Limits.Check sessionUpdated(SessionEvent.SessionUpdated event) {
        check.name("name", event.name());
        check.entries("tags", event.tags());
        check.names("cleared", event.cleared());
        return check;
    }

    @Override
    public Limits.Check sessionDeleted(SessionEvent.SessionDeleted event) {
        check.name("reason", event.reason());
        return check;
    }

    @Override
    public Limits.Check routeAssigned(SessionEvent.RouteAssigned event) {
        check.name("baseUrl", event.baseUrl());
        check.name("credentialRef", event.credentialRef());
        return check;
    }

    @Override
    public Limits.Check routeRevoked(SessionEvent.RouteRevoked event) {
        return check;
    }

    @Override
    public Limits.Check runAccepted(SessionEvent.RunAccepted event) {
        check.key("runId", event.runId(), Limits.ID_BYTES_MAX);
        check.key("idempotencyKey", event.idempotencyKey(), Limits.NAME_BYTES_MAX);
        check.id("requestFingerprint", event.requestFingerprint());
        check.ids("messageIds", event.messageIds(), Limits.MESSAGE_IDS_MAX);
        check.id("kind", event.kind());
        check.id("ownerUserId", event.owner().userId());
        check.id("ownerConnectionId", event.owner().connectionId());
        check.id("ownerDeviceId", event.owner().deviceId());
        check.keyPart("deploymentId", event.deploymentId());
        check.id("workerId", event.workerId());
        return check;
    }

    @Override
    public Limits.Check runStarted(SessionEvent.RunStarted event) {
        check.id("workerId", event.workerId());
        return run(event);
    }

    @Override
    public Limits.Check runProgressed(SessionEvent.RunProgressed event) {
        return run(event);
    }

    @Override
    public Limits.Check runEnded(SessionEvent.RunEnded event) {
        check.name("stopReason", event.stopReason());
        check.name("livenessState", event.livenessState());
        check.name("replyRef", event.replyRef());
        return run(event);
    }

    @Override
    public Limits.Check runErrored(SessionEvent.RunErrored event) {
        check.id("errorCode", event.errorCode());
        check.text("error", event.error());
        check.id("timeoutPhase", event.timeoutPhase());
        return run(event);
    }

    @Override
    public Limits.Check runAbortRequested(SessionEvent.RunAbortRequested event) {
        check.id("requester.userId", event.requester().userId());
        check.id("requester.connectionId", event.requester().connectionId());
        check.id("requester.deviceId", event.requester().deviceId());
        return run(event);
    }

    @Override
    public Limits.Check runSettled(SessionEvent.RunSettled event) {
        check.name("summary", event.summary());
        return run(event);
    }

    @Override
    public Limits.Check terminalReplyCommitted(SessionEvent.TerminalReplyCommitted event) {
        // One reply may answer the messages of every open run.
        check.ids("messageIds", event.messageIds(), Limits.MESSAGE_IDS_MAX * Limits.OPEN_RUNS_MAX);
        check.name("replyRef", event.replyRef());
        return run(event);
    }

    @Override
    public Limits.Check providerFailed(SessionEvent.ProviderFailed event) {
        check.id("code", event.code());
        check.name("reason", event.reason());
        return run(event);
    }

    @Override
    public Limits.Check providerRecovered(SessionEvent.ProviderRecovered event) {
        check.id("code", event.code());
        check.name("reason", event.reason());
        return run(event);
    }

    @Override
    public Limits.Check runInterrupted(SessionEvent.RunInterrupted event) {
        check.name("reason", event.reason());
        return run(event);
    }

    @Override
    public Limits.Check runRecovered(SessionEvent.RunRecovered event) {
        check.key("newRunId", event.newRunId(), Limits.ID_BYTES_MAX);
        return run(event);
    }

    @Override
    public Limits.Check recoveryAbandoned(SessionEvent.RecoveryAbandoned event) {
        check.name("reason", event.reason());
        return run(event);
    }

    @Override
    public Limits.Check deadlineLapsed(SessionEvent.DeadlineLapsed event) {
        check.id("subjectId", event.subjectId());
        return check;
    }

    @Override
    public Limits.Check sessionQuarantined(SessionEvent.SessionQuarantined event) {
        check.name("errorClass", event.errorClass());
        return check;
    }

    @Override
    public Limits.Check quarantineReleased(SessionEvent.QuarantineReleased event) {
        return check;
    }

    @Override
    public Limits.Check foldVersionBegun(SessionEvent.FoldVersionBegun event) {
        return check;
    }

    @Override
    public Limits.Check unrecognised(SessionEvent.Unrecognised event) {
        return check;
    }

    private Limits.Check run(SessionEvent event) {
        check.id("runId", event.runId());
        return check;
    }
}
