package io.sessionfold.tests.dsl;

import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.RouteAssigned;
import io.sessionfold.contract.RouteRevocationReason;
import io.sessionfold.contract.RouteRevoked;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionReset;
import org.jspecify.annotations.Nullable;

/** What can happen to a session itself, whatever runs in it. */
public final class SessionWords {

    private SessionWords() {}

    public static StateToDesire desiredState(DesiredState desired) {
        return StateToDesire.of(desired);
    }

    /** The reports that lead a new session with a controller into a phase, by the shortest way; none for PENDING. */
    public static Happening[] reportsUpTo(Phase phase) {
        return WayToPhase.of(phase).stream().map(PhaseToReport::of).toArray(Happening[]::new);
    }

    public static EventToWrite connectionOpened(String connectionId) {
        return activity("connectionOpened", Activity.CONNECTION_OPENED, connectionId);
    }

    public static EventToWrite connectionClosed(String connectionId) {
        return activity("connectionClosed", Activity.CONNECTION_CLOSED, connectionId);
    }

    /** Somebody is there, without a connection. */
    public static EventToWrite heartbeat() {
        return activity("heartbeat", Activity.HEARTBEAT, null);
    }

    /** A connection is still there. */
    public static EventToWrite heartbeat(String connectionId) {
        return activity("heartbeat", Activity.HEARTBEAT, connectionId);
    }

    /** Something was executed. */
    public static EventToWrite execution() {
        return activity("execution", Activity.EXECUTION, null);
    }

    /** The incarnation rotates. */
    public static EventToWrite sessionReset(String newSessionId) {
        return EventToWrite.of(
                "sessionReset(\"" + newSessionId + "\")", null, day -> new SessionReset(newSessionId, null));
    }

    public static SessionToUpdate sessionUpdated() {
        return SessionToUpdate.unchanged();
    }

    public static EventToWrite sessionDeleted() {
        return EventToWrite.of("sessionDeleted()", null, day -> new SessionDeleted(null));
    }

    public static EventToWrite routeAssigned(long routeVersion, String baseUrl) {
        return EventToWrite.of(
                "routeAssigned(" + routeVersion + ", \"" + baseUrl + "\")",
                null,
                day -> new RouteAssigned(routeVersion, baseUrl, "credential-" + routeVersion));
    }

    /** The route of this version is gone. */
    public static EventToWrite routeRevoked(long routeVersion) {
        return EventToWrite.of(
                "routeRevoked(" + routeVersion + ")",
                null,
                day -> new RouteRevoked(routeVersion, RouteRevocationReason.GONE));
    }

    private static EventToWrite activity(String word, Activity kind, @Nullable String connectionId) {
        String argument = connectionId == null ? "" : "\"" + connectionId + "\"";
        return EventToWrite.of(word + "(" + argument + ")", null, day -> new ActivityObserved(kind, connectionId));
    }
}
