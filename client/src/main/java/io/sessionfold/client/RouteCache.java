package io.sessionfold.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The routes that were learned, by session: at most {@value #ROUTES_MAX}, those used last. Thread-safe. */
final class RouteCache {

    /** About 300 bytes each. */
    static final int ROUTES_MAX = 10_000;

    private final Map<String, SessionRoute> routes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SessionRoute> eldest) {
            return size() > ROUTES_MAX;
        }
    };

    synchronized Optional<SessionRoute> get(String sessionKey) {
        return Optional.ofNullable(routes.get(sessionKey));
    }

    /** Keeps a route, and gives the one that is kept: a late answer does not replace a newer route. */
    synchronized SessionRoute keep(String sessionKey, SessionRoute route) {
        SessionRoute kept = routes.get(sessionKey);
        if (kept != null && kept.routeVersion() > route.routeVersion()) {
            return kept;
        }
        routes.put(sessionKey, route);
        return route;
    }

    /** Evicts a route only if it is still the one that was used: a late failure must not remove a newer one. */
    synchronized void evict(String sessionKey, SessionRoute used) {
        SessionRoute kept = routes.get(sessionKey);
        if (kept != null && kept.routeVersion() == used.routeVersion()) {
            routes.remove(sessionKey);
        }
    }

    synchronized void forget(String sessionKey) {
        routes.remove(sessionKey);
    }
}
