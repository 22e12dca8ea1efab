package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/**
 * The route of a session, and the highest version that it ever had: what comes late is told by its version, also when the
 * route is gone (KN-8).
 *
 * @param current null while there is none
 */
public record Routes(long lastVersion, @Nullable Route current) {

    /** No route ever. */
    public static final Routes NONE = new Routes(0, null);

    Routes assigned(Route route) {
        return new Routes(route.routeVersion(), route);
    }

    /** Without a route; what it was is still older than what may come. */
    Routes cleared() {
        return current == null ? this : new Routes(lastVersion, null);
    }
}
