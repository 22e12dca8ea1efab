package io.sessionfold.client;

import io.sessionfold.contract.Phase;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which sessions a list has: those to which everything applies that is asked for. */
public final class SessionFilter {

    private static final SessionFilter ALL = new SessionFilter(Map.of());

    private final Map<String, String> parameters;

    private SessionFilter(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Every session that the caller may see. */
    public static SessionFilter all() {
        return ALL;
    }

    public SessionFilter ownedBy(String userId) {
        return with("owner", userId);
    }

    /** An unknown phase is refused by a server that does not have it: a newer client asks an older server with care. */
    public SessionFilter inPhase(Phase phase) {
        return with("phase", phase.name());
    }

    /** Whether a visible run is active in it. */
    public SessionFilter active(boolean active) {
        return with("active", Boolean.toString(active));
    }

    public SessionFilter ofKind(String kind) {
        return with("kind", kind);
    }

    public SessionFilter named(String name) {
        return with("name", name);
    }

    /** Sessions with an active run that this producer admitted. */
    public SessionFilter withRunOf(String producerId) {
        return with("producer", producerId);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    private SessionFilter with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new SessionFilter(more);
    }
}
