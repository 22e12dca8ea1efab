package io.sessionfold.client.events;

import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.contract.RouteAssigned;
import io.sessionfold.contract.RouteRevocationReason;
import io.sessionfold.contract.RouteRevoked;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionDeleted;
import org.jspecify.annotations.Nullable;

/** What happens to a session, as its gateway and its controller tell it. */
public final class SessionPayloads {

    private SessionPayloads() {}

    /** A session that takes one run at a time; for more than that, {@link SessionCreated#newBuilder} begins with this. */
    public static SessionCreated created(String sessionId, String ownerUserId, String kind) {
        return SessionCreated.newBuilder()
                .setSessionId(sessionId)
                .setOwnerUserId(ownerUserId)
                .setCreatedByUserId(ownerUserId)
                .setKind(kind)
                .setConcurrency(Concurrency.EXCLUSIVE)
                .setMemberPolicy(MemberPolicy.STRICT)
                .build();
    }

    public static SessionDeleted deleted(@Nullable String reason) {
        return new SessionDeleted(reason);
    }

    public static PhaseReported phase(Phase phase) {
        return PhaseReported.newBuilder().setPhase(phase).build();
    }

    public static PhaseReported phase(Phase phase, @Nullable String reason, @Nullable String message) {
        return PhaseReported.newBuilder()
                .setPhase(phase)
                .setReason(reason)
                .setMessage(message)
                .build();
    }

    /** It runs, and people reach it here. */
    public static PhaseReported runningAt(String url) {
        return PhaseReported.newBuilder().setPhase(Phase.RUNNING).setUrl(url).build();
    }

    public static ActivityObserved connectionOpened(String connectionId) {
        return new ActivityObserved(Activity.CONNECTION_OPENED, connectionId);
    }

    public static ActivityObserved connectionClosed(String connectionId) {
        return new ActivityObserved(Activity.CONNECTION_CLOSED, connectionId);
    }

    /** A connection that is still there. */
    public static ActivityObserved heartbeat(String connectionId) {
        return new ActivityObserved(Activity.HEARTBEAT, connectionId);
    }

    /** Where the live session answers; the credentialRef names the direct token, and is not one. */
    public static RouteAssigned routeAssigned(long routeVersion, String baseUrl, String credentialRef) {
        return new RouteAssigned(routeVersion, baseUrl, credentialRef);
    }

    /** Counts for this version of the route alone. */
    public static RouteRevoked routeRevoked(long routeVersion, RouteRevocationReason reason) {
        return new RouteRevoked(routeVersion, reason);
    }
}
