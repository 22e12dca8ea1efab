package io.sessionfold.engine.codec;

import io.sessionfold.contract.AbortMarkState;
import io.sessionfold.contract.HeldEventState;
import io.sessionfold.contract.LastChangeState;
import io.sessionfold.contract.PendingErrorState;
import io.sessionfold.contract.QuarantineState;
import io.sessionfold.contract.RunRecord;
import io.sessionfold.contract.SessionIdentity;
import io.sessionfold.contract.SessionLifecycle;
import io.sessionfold.contract.SessionRoute;
import io.sessionfold.contract.SessionState;
import io.sessionfold.contract.TimerState;
import io.sessionfold.engine.session.AbortMark;
import io.sessionfold.engine.session.AbortMarks;
import io.sessionfold.engine.session.Activity;
import io.sessionfold.engine.session.Admission;
import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.DesiredState;
import io.sessionfold.engine.session.Fences;
import io.sessionfold.engine.session.HeldEvent;
import io.sessionfold.engine.session.HistoryDigest;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.LastChange;
import io.sessionfold.engine.session.LastRun;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.MemberPolicy;
import io.sessionfold.engine.session.OutcomeStatus;
import io.sessionfold.engine.session.PendingError;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.PhaseSpan;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.ProducerFence;
import io.sessionfold.engine.session.Progress;
import io.sessionfold.engine.session.Quarantine;
import io.sessionfold.engine.session.RecentEvents;
import io.sessionfold.engine.session.Route;
import io.sessionfold.engine.session.Routes;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunOwner;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.Runs;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.StopReason;
import io.sessionfold.engine.session.TimerKey;
import io.sessionfold.engine.session.Timers;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The stored record to sessions. */
final class SessionStateReader {

    private SessionStateReader() {}

    static Session read(SessionKey key, SessionState state) {
        return new Session(
                key,
                identity(state.getIdentity()),
                lifecycle(state.getLifecycle()),
                runs(state),
                lastRun(state),
                abortMarks(state.getAbortMarks()),
                new Activity(state.getLastActivityAt(), Parts.sortedOrEmpty(state.getOpenConnections())),
                fences(state),
                timers(state),
                state.getHeld().stream().map(SessionStateReader::held).toList(),
                quarantine(state.getQuarantine()),
                state.getDeletedSessionId(),
                state.getStateVersion(),
                change(state.getLastChange()),
                progress(state));
    }

    private static @Nullable Quarantine quarantine(@Nullable QuarantineState quarantine) {
        return quarantine == null
                ? null
                : new Quarantine(
                        Parts.position(quarantine.getPosition()),
                        quarantine.getErrorClass(),
                        quarantine.getSince(),
                        quarantine.getParkedCount(),
                        quarantine.getParkedBytes());
    }

    private static @Nullable Identity identity(@Nullable SessionIdentity identity) {
        return identity == null
                ? null
                : new Identity(
                        identity.getSessionId(),
                        identity.getOwnerUserId(),
                        identity.getCreatedByUserId(),
                        identity.getCreatedAt(),
                        identity.getCredentialId(),
                        identity.getAgentId(),
                        identity.getName(),
                        identity.getKind(),
                        identity.getPlatform(),
                        identity.getApplicationId(),
                        Parts.resources(identity.getResources()),
                        List.copyOf(identity.getMemberIds()),
                        Symbols.read(Concurrency.class, identity.getConcurrency()),
                        Symbols.read(MemberPolicy.class, identity.getMemberPolicy()),
                        identity.getParentSessionKey(),
                        Parts.sortedOrEmpty(identity.getTags()),
                        identity.getArchived(),
                        Parts.policy(identity.getPolicy()));
    }

    private static @Nullable Lifecycle lifecycle(@Nullable SessionLifecycle lifecycle) {
        return lifecycle == null
                ? null
                : new Lifecycle(
                        Symbols.read(DesiredState.class, lifecycle.getDesiredState()),
                        lifecycle.getDesiredGeneration(),
                        Symbols.read(Phase.class, lifecycle.getPhase()),
                        lifecycle.getPhaseReason(),
                        lifecycle.getPhaseMessage(),
                        lifecycle.getPhaseSince(),
                        lifecycle.getPhaseHistory().stream()
                                .map(span -> new PhaseSpan(Symbols.read(Phase.class, span.getPhase()), span.getSince()))
                                .toList(),
                        lifecycle.getExitCode(),
                        lifecycle.getUrl(),
                        lifecycle.getPodName(),
                        members(lifecycle),
                        routes(lifecycle),
                        lifecycle.getCommandAttempts(),
                        lifecycle.getWakePending());
    }

    private static SortedMap<String, Phase> members(SessionLifecycle lifecycle) {
        TreeMap<String, Phase> members = new TreeMap<>();
        lifecycle.getMembers().forEach((id, phase) -> members.put(id, Symbols.read(Phase.class, phase)));
        return Collections.unmodifiableSortedMap(members);
    }

    private static Routes routes(SessionLifecycle lifecycle) {
        SessionRoute route = lifecycle.getRoute();
        return new Routes(
                lifecycle.getLastRouteVersion(),
                route == null
                        ? null
                        : new Route(route.getRouteVersion(), route.getBaseUrl(), route.getCredentialRef()));
    }

    private static Runs runs(SessionState state) {
        TreeMap<String, Run> open = new TreeMap<>();
        for (RunRecord run : state.getRuns()) {
            open.put(run.getRunId(), run(run));
        }
        return new Runs(Collections.unmodifiableSortedMap(open), state.getAdmitted(), state.getLastFencingToken());
    }

    private static Run run(RunRecord run) {
        List<String> messageIds = List.copyOf(run.getMessageIds());
        Admission admission = new Admission(
                run.getOrder(),
                run.getIdempotencyKey(),
                messageIds,
                run.getKind(),
                run.getVisible(),
                new RunOwner(run.getOwnerUserId(), run.getOwnerConnectionId(), run.getOwnerDeviceId()),
                run.getDeploymentId(),
                run.getWorkerId(),
                run.getProducerId(),
                run.getProducerEpoch(),
                run.getFencingToken(),
                run.getDeadlineMs());
        return new Run(
                run.getRunId(),
                admission,
                Symbols.read(RunState.class, run.getState()),
                run.getOwedMessageIds() == null ? messageIds : List.copyOf(run.getOwedMessageIds()),
                run.getStartCommanded(),
                run.getStartedAt(),
                run.getEndedAt(),
                pendingError(run.getPendingError()),
                run.getProviderFailedCode(),
                run.getRecoveries());
    }

    private static @Nullable PendingError pendingError(@Nullable PendingErrorState error) {
        return error == null
                ? null
                : new PendingError(
                        error.getErrorCode(),
                        error.getError(),
                        error.getTimeout(),
                        error.getEndedAt(),
                        error.getExecutionStarted());
    }

    private static LastRun lastRun(SessionState state) {
        return new LastRun(
                state.getOwnerRunId(),
                state.getStartedAt(),
                state.getEndedAt(),
                state.getRuntimeMs(),
                state.getLastRunId(),
                Symbols.readNullable(OutcomeStatus.class, state.getLastRunStatus()),
                state.getLastRunError(),
                state.getAbortedLastRun());
    }

    private static AbortMarks abortMarks(List<AbortMarkState> marks) {
        TreeMap<String, AbortMark> byRunId = new TreeMap<>();
        for (AbortMarkState mark : marks) {
            byRunId.put(
                    mark.getRunId(),
                    new AbortMark(
                            mark.getRequesters().stream().map(Parts::requester).toList(),
                            Symbols.read(StopReason.class, mark.getStopReason()),
                            mark.getExpiresAt()));
        }
        return new AbortMarks(Collections.unmodifiableSortedMap(byRunId));
    }

    private static Fences fences(SessionState state) {
        List<ProducerFence> producers = state.getProducers().stream()
                .map(fence -> new ProducerFence(fence.getProducerId(), fence.getEpoch(), fence.getSequence()))
                .toList();
        return new Fences(producers, RecentEvents.of(bytes(state.getRecentEvents())));
    }

    private static Timers timers(SessionState state) {
        TreeMap<TimerKey, Deadline> pending = new TreeMap<>();
        for (TimerState timer : state.getTimers()) {
            TimerKey key = new TimerKey(Symbols.read(DeadlineKind.class, timer.getKind()), timer.getSubjectId());
            pending.put(key, new Deadline(timer.getDeadlineAt(), timer.getGeneration()));
        }
        return new Timers(Collections.unmodifiableSortedMap(pending), state.getLastGeneration());
    }

    private static HeldEvent held(HeldEventState held) {
        return HeldEvents.read(bytes(held.getEvent()), held.getRecordTime(), Parts.position(held.getPosition()));
    }

    private static @Nullable LastChange change(@Nullable LastChangeState change) {
        return change == null
                ? null
                : new LastChange(
                        change.getEventId(),
                        change.getEventType(),
                        change.getReason(),
                        change.getRunId(),
                        change.getRecordTime());
    }

    private static Progress progress(SessionState state) {
        return new Progress(
                new Position(state.getTopic(), state.getPartition(), state.getOffset()),
                state.getLastRecordTime(),
                state.getLastEventTime(),
                HistoryDigest.of(state.getHistoryDigest().bytes()));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
