package io.sessionfold.engine.session;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a session: the payload of one lifecycle event. The family is sealed over the whole vocabulary, so that
 * an event that nobody folds does not compile. Times are in milliseconds since 1970 and are the producer's claim.
 */
public sealed interface SessionEvent {

    /** The payload's name in the vocabulary, as the row's {@code eventType} shows it. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** The run that the event names; null where it names none. */
    default @Nullable String runId() {
        return null;
    }

    /** Calls the method of {@code visitor} that belongs to this event. */
    <R> R accept(SessionEventVisitor<R> visitor);

    record SessionCreated(
            String sessionId,
            String ownerUserId,
            String createdByUserId,
            @Nullable String credentialId,
            @Nullable String agentId,
            @Nullable String name,
            String kind,
            @Nullable String platform,
            @Nullable String applicationId,
            @Nullable Resources resources,
            List<String> memberIds,
            Concurrency concurrency,
            MemberPolicy memberPolicy,
            @Nullable String parentSessionKey,
            SortedMap<String, String> tags,
            SessionPolicy policy)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.sessionCreated(this);
        }
    }

    record DesiredStateRequested(
            DesiredState desired,
            boolean force,
            String requesterUserId,
            @Nullable String newSessionId,
            @Nullable String reason)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.desiredStateRequested(this);
        }
    }

    record PhaseReported(
            Phase phase,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String url,
            @Nullable String podName,
            @Nullable String memberId,
            @Nullable Long observedGeneration,
            @Nullable Integer exitCode,
            Set<String> cleared)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.phaseReported(this);
        }
    }

    record ActivityObserved(ActivityKind activity, @Nullable String connectionId) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.activityObserved(this);
        }
    }

    record SessionReset(String newSessionId, @Nullable String reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.sessionReset(this);
        }
    }

    record SessionUpdated(
            @Nullable String name,
            @Nullable SortedMap<String, String> tags,
            @Nullable Boolean archived,
            Set<String> cleared)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.sessionUpdated(this);
        }
    }

    record SessionDeleted(@Nullable String reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.sessionDeleted(this);
        }
    }

    record RouteAssigned(long routeVersion, String baseUrl, String credentialRef) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.routeAssigned(this);
        }
    }

    record RouteRevoked(long routeVersion, RouteLoss reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.routeRevoked(this);
        }
    }

    /** A run is admitted; {@code deadlineMs} and {@code expiresInMs} are durations, 0 or less means the fold's constant. */
    record RunAccepted(
            String runId,
            String idempotencyKey,
            String requestFingerprint,
            List<String> messageIds,
            String kind,
            boolean visible,
            RunOwner owner,
            @Nullable String deploymentId,
            @Nullable String workerId,
            long deadlineMs,
            long expiresInMs)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runAccepted(this);
        }
    }

    record RunStarted(
            String runId,
            @Nullable String workerId,
            @Nullable Long startedAtMs) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runStarted(this);
        }
    }

    record RunProgressed(String runId, Liveness liveness) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runProgressed(this);
        }
    }

    record RunEnded(
            String runId,
            @Nullable Long startedAtMs,
            @Nullable Long endedAtMs,
            @Nullable String stopReason,
            @Nullable String livenessState,
            boolean aborted,
            boolean yielded,
            boolean executionStarted,
            @Nullable String replyRef)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runEnded(this);
        }
    }

    /** A run failed; provisional unless {@code isFinal} (INV-17). */
    record RunErrored(
            String runId,
            String errorCode,
            String error,
            boolean timeout,
            @Nullable String timeoutPhase,
            @Nullable Boolean providerStarted,
            @Nullable Boolean executionStarted,
            boolean isFinal,
            @Nullable Long endedAtMs)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runErrored(this);
        }
    }

    /** Stop a run; a null {@code runId} means every run that the requester may stop. */
    record RunAbortRequested(@Nullable String runId, Requester requester, StopReason stopReason)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runAbortRequested(this);
        }
    }

    record RunSettled(
            String runId, SettleResult result, @Nullable String summary) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runSettled(this);
        }
    }

    record TerminalReplyCommitted(String runId, List<String> messageIds, String replyRef) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.terminalReplyCommitted(this);
        }
    }

    record ProviderFailed(
            String runId, String code, @Nullable String reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.providerFailed(this);
        }
    }

    record ProviderRecovered(
            String runId, @Nullable String code, @Nullable String reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.providerRecovered(this);
        }
    }

    record RunInterrupted(String runId, boolean recoverable, String reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runInterrupted(this);
        }
    }

    record RunRecovered(String runId, String newRunId, int attempt) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.runRecovered(this);
        }
    }

    record RecoveryAbandoned(String runId, String reason) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.recoveryAbandoned(this);
        }
    }

    /** A deadline passed: written by the engine's timer only, and checked by the fold (INV-20). */
    record DeadlineLapsed(DeadlineKind kind, String subjectId, long deadlineAtMs, long generation)
            implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.deadlineLapsed(this);
        }
    }

    record SessionQuarantined(Position position, String errorClass) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.sessionQuarantined(this);
        }
    }

    record QuarantineReleased(Position upToPosition, List<Position> skipped) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.quarantineReleased(this);
        }
    }

    /** Another meaning begins on this partition; of no session, so no session is asked for it: see {@link VersionFold}. */
    record FoldVersionBegun(int version) implements SessionEvent {
        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.foldVersionBegun(this);
        }
    }

    /** A payload of a newer contract: refused UNSUPPORTED, visibly (INV-48). */
    record Unrecognised(String payloadName) implements SessionEvent {
        @Override
        public String type() {
            return payloadName;
        }

        @Override
        public <R> R accept(SessionEventVisitor<R> visitor) {
            return visitor.unrecognised(this);
        }
    }
}
