package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.RouteAssigned;
import io.sessionfold.engine.session.SessionEvent.RouteRevoked;

/** Keeps where a session answers, by compare-and-clear: what comes late changes nothing (INV-42, KN-8). */
final class RouteFold {

    private RouteFold() {}

    static Decision assigned(Step step, RouteAssigned event) {
        Lifecycle lifecycle = step.lifecycle();
        Phase phase = lifecycle.phase();
        if (phase.isTerminal()) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected session '%s' to be open to have a route, but it was %s"
                            .formatted(step.before.key(), phase));
        }
        if (phase == Phase.TERMINATING || phase == Phase.HIBERNATED) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected session '%s' to be up to have a route, but it was %s"
                            .formatted(step.before.key(), phase));
        }
        Route route = new Route(event.routeVersion(), event.baseUrl(), event.credentialRef());
        if (route.equals(lifecycle.routes().current())) {
            return step.applied();
        }
        if (event.routeVersion() <= lifecycle.routes().lastVersion()) {
            return step.refused(
                    RejectionReason.ROUTE_SUPERSEDED,
                    "Expected the route of session '%s' to have a version above %s, but it had %s"
                            .formatted(step.before.key(), lifecycle.routes().lastVersion(), event.routeVersion()));
        }
        step.lifecycle = lifecycle.withRoutes(lifecycle.routes().assigned(route));
        return step.applied();
    }

    static Decision revoked(Step step, RouteRevoked event) {
        Lifecycle lifecycle = step.lifecycle();
        if (lifecycle.phase().isTerminal()) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected session '%s' to be open to lose a route, but it was %s"
                            .formatted(step.before.key(), lifecycle.phase()));
        }
        Route current = lifecycle.routes().current();
        if (current == null || current.routeVersion() != event.routeVersion()) {
            return step.refused(
                    RejectionReason.ROUTE_SUPERSEDED,
                    "Expected version %s to be the current route of session '%s', but %s is"
                            .formatted(
                                    event.routeVersion(),
                                    step.before.key(),
                                    current == null ? "none" : "version " + current.routeVersion()));
        }
        step.reason = event.reason().name();
        step.lifecycle = lifecycle.withRoutes(lifecycle.routes().cleared());
        return step.applied();
    }
}
