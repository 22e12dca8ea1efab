package io.sessionfold.engine.session;

/** Why a route was revoked. */
public enum RouteLoss {
    GONE,
    AUTH,
    DELETED,
    RELEASED,
    UNKNOWN
}
