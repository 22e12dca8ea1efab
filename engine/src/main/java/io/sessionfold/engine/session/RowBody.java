package io.sessionfold.engine.session;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the public row whose change is worth a record (INV-3): two states with equal bodies look the same to
 * everybody. Derived from the state, never stored. Times are in milliseconds since 1970.
 */
public record RowBody(
        SessionKey key,
        String sessionId,
        String ownerUserId,
        @Nullable String agentId,
        @Nullable String name,
        String kind,
        @Nullable String applicationId,
        SortedMap<String, String> tags,
        boolean archived,
        long createdAtMs,
        DesiredState desiredState,
        long desiredGeneration,
        Phase phase,
        @Nullable String phaseReason,
        @Nullable String phaseMessage,
        long phaseSinceMs,
        RunStatus runStatus,
        List<String> activeRunIds,
        LastRun lastRun,
        @Nullable String url,
        @Nullable String podName,
        boolean routeAvailable,
        int openConnections,
        boolean quarantined,
        boolean deleted) {

    static RowBody of(Session session) {
        return of(session, false);
    }

    /** The last row of a session, before its tombstone. */
    static RowBody deleted(Session session) {
        return of(session, true);
    }

    private static RowBody of(Session session, boolean deleted) {
        Identity identity = Objects.requireNonNull(session.identity(), "identity");
        Lifecycle lifecycle = Objects.requireNonNull(session.lifecycle(), "lifecycle");
        return new RowBody(
                session.key(),
                identity.sessionId(),
                identity.ownerUserId(),
                identity.agentId(),
                identity.name(),
                identity.kind(),
                identity.applicationId(),
                identity.tags(),
                identity.archived(),
                identity.createdAtMs(),
                lifecycle.desiredState(),
                lifecycle.desiredGeneration(),
                lifecycle.phase(),
                lifecycle.phaseReason(),
                lifecycle.phaseMessage(),
                lifecycle.phaseSinceMs(),
                RunStatus.of(session.runs(), session.lastRun().status()),
                session.runs().activeRunIds(),
                shown(session.lastRun()),
                lifecycle.url(),
                lifecycle.podName(),
                lifecycle.isRouteAvailable(),
                session.activity().openConnections().size(),
                session.isQuarantined(),
                deleted);
    }

    /** The owner's id is private: a change of owner that changes nothing else is not worth a record. */
    private static LastRun shown(LastRun last) {
        return new LastRun(
                null,
                last.startedAtMs(),
                last.endedAtMs(),
                last.runtimeMs(),
                last.runId(),
                last.status(),
                last.error(),
                last.aborted());
    }
}
