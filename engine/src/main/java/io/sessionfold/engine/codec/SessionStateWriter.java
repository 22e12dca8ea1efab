package io.sessionfold.engine.codec;

import io.sessionfold.contract.AbortMarkState;
import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Digest;
import io.sessionfold.contract.HeldEventState;
import io.sessionfold.contract.LastChangeState;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.PendingErrorState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.PhaseSpan;
import io.sessionfold.contract.ProducerFenceState;
import io.sessionfold.contract.QuarantineState;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.RunRecord;
import io.sessionfold.contract.SessionIdentity;
import io.sessionfold.contract.SessionLifecycle;
import io.sessionfold.contract.SessionRoute;
import io.sessionfold.contract.SessionState;
import io.sessionfold.contract.TimerState;
import io.sessionfold.engine.session.Admission;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.LastChange;
import io.sessionfold.engine.session.LastRun;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.PendingError;
import io.sessionfold.engine.session.Progress;
import io.sessionfold.engine.session.Quarantine;
import io.sessionfold.engine.session.Route;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions to the stored record. */
final class SessionStateWriter {

    private SessionStateWriter() {}

    static SessionState write(Session session) {
        LastRun last = session.lastRun();
        Progress progress = session.progress();
        return new SessionState(
                identity(session.identity()),
                lifecycle(session.lifecycle()),
                session.runs().open().values().stream()
                        .map(SessionStateWriter::run)
                        .toList(),
                session.runs().admitted(),
                session.runs().lastFencingToken(),
                last.ownerRunId(),
                last.startedAtMs(),
                last.endedAtMs(),
                last.runtimeMs(),
                last.runId(),
                Symbols.writeNullable(RunOutcomeStatus.class, last.status()),
                last.error(),
                last.aborted(),
                abortMarks(session),
                session.activity().lastActivityAtMs(),
                session.activity().openConnections(),
                producers(session),
                ByteBuffer.wrap(session.fences().recent().packed()),
                timers(session),
                session.timers().lastGeneration(),
                held(session),
                quarantine(session.quarantine()),
                session.deletedSessionId(),
                session.stateVersion(),
                change(session.lastChange()),
                progress.position().topic(),
                progress.position().partition(),
                progress.position().offset(),
                progress.recordTimeMs(),
                progress.eventTimeMicros(),
                new Digest(progress.digest().toBytes()));
    }

    private static @Nullable SessionIdentity identity(@Nullable Identity identity) {
        return identity == null
                ? null
                : new SessionIdentity(
                        identity.sessionId(),
                        identity.ownerUserId(),
                        identity.createdByUserId(),
                        identity.createdAtMs(),
                        identity.credentialId(),
                        identity.agentId(),
                        identity.name(),
                        identity.kind(),
                        identity.platform(),
                        identity.applicationId(),
                        Parts.resources(identity.resources()),
                        identity.memberIds(),
                        Symbols.write(Concurrency.class, identity.concurrency()),
                        Symbols.write(MemberPolicy.class, identity.memberPolicy()),
                        identity.parentSessionKey(),
                        identity.tags(),
                        identity.archived(),
                        Parts.policy(identity.policy()));
    }

    private static @Nullable SessionLifecycle lifecycle(@Nullable Lifecycle lifecycle) {
        return lifecycle == null
                ? null
                : new SessionLifecycle(
                        Symbols.write(DesiredState.class, lifecycle.desiredState()),
                        lifecycle.desiredGeneration(),
                        Symbols.write(Phase.class, lifecycle.phase()),
                        lifecycle.phaseReason(),
                        lifecycle.phaseMessage(),
                        lifecycle.phaseSinceMs(),
                        lifecycle.phaseHistory().stream()
                                .map(span -> new PhaseSpan(Symbols.write(Phase.class, span.phase()), span.sinceMs()))
                                .toList(),
                        lifecycle.exitCode(),
                        lifecycle.url(),
                        lifecycle.podName(),
                        members(lifecycle),
                        route(lifecycle.routes().current()),
                        lifecycle.routes().lastVersion(),
                        lifecycle.commandAttempts(),
                        lifecycle.wakePending());
    }

    private static Map<String, Phase> members(Lifecycle lifecycle) {
        Map<String, Phase> members = new TreeMap<>();
        lifecycle.members().forEach((id, phase) -> members.put(id, Symbols.write(Phase.class, phase)));
        return members;
    }

    private static @Nullable SessionRoute route(@Nullable Route route) {
        return route == null ? null : new SessionRoute(route.routeVersion(), route.baseUrl(), route.credentialRef());
    }

    private static RunRecord run(Run run) {
        Admission admission = run.admission();
        boolean owesAll = run.owedMessageIds().equals(admission.messageIds());
        return new RunRecord(
                run.runId(),
                Symbols.write(io.sessionfold.contract.RunState.class, run.state()),
                admission.order(),
                admission.idempotencyKey(),
                admission.messageIds(),
                owesAll ? null : run.owedMessageIds(),
                admission.kind(),
                admission.visible(),
                admission.owner().userId(),
                admission.owner().connectionId(),
                admission.owner().deviceId(),
                admission.deploymentId(),
                admission.workerId(),
                admission.producerId(),
                admission.producerEpoch(),
                admission.fencingToken(),
                admission.deadlineMs(),
                run.startCommanded(),
                run.startedAtMs(),
                run.endedAtMs(),
                run.providerFailedCode(),
                run.recoveries(),
                pendingError(run.pendingError()));
    }

    private static @Nullable PendingErrorState pendingError(@Nullable PendingError error) {
        return error == null
                ? null
                : new PendingErrorState(
                        error.errorCode(), error.error(), error.timeout(), error.endedAtMs(), error.executionStarted());
    }

    private static List<AbortMarkState> abortMarks(Session session) {
        return session.abortMarks().byRunId().entrySet().stream()
                .map(mark -> new AbortMarkState(
                        mark.getKey(),
                        mark.getValue().requesters().stream()
                                .map(Parts::requester)
                                .toList(),
                        Symbols.write(AbortStopReason.class, mark.getValue().stopReason()),
                        mark.getValue().expiresAtMs()))
                .toList();
    }

    private static List<ProducerFenceState> producers(Session session) {
        return session.fences().producers().stream()
                .map(fence -> new ProducerFenceState(fence.producerId(), fence.epoch(), fence.sequence()))
                .toList();
    }

    private static List<TimerState> timers(Session session) {
        return session.timers().pending().entrySet().stream()
                .map(timer -> new TimerState(
                        Symbols.write(DeadlineKind.class, timer.getKey().kind()),
                        timer.getKey().subjectId(),
                        timer.getValue().deadlineAtMs(),
                        timer.getValue().generation()))
                .toList();
    }

    private static List<HeldEventState> held(Session session) {
        return session.held().stream()
                .map(held -> new HeldEventState(
                        ByteBuffer.wrap(HeldEvents.write(held)), held.recordTimeMs(), Parts.position(held.position())))
                .toList();
    }

    private static @Nullable QuarantineState quarantine(@Nullable Quarantine quarantine) {
        return quarantine == null
                ? null
                : new QuarantineState(
                        Parts.position(quarantine.position()),
                        quarantine.errorClass(),
                        quarantine.sinceMs(),
                        quarantine.parkedCount(),
                        quarantine.parkedBytes());
    }

    private static @Nullable LastChangeState change(@Nullable LastChange change) {
        return change == null
                ? null
                : new LastChangeState(
                        change.eventId(), change.eventType(), change.reason(), change.runId(), change.atMs());
    }
}
